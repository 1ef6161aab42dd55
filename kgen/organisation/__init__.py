"""A project's own rules: CEL in the YAML files of its folder `rules/`. Code comes from installed packages, never from there."""
