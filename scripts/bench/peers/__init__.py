"""`make bench-peers`: the same manifests made by kgen and by other tools, compared first and then timed in turn."""
