"""Builds the reference pages below docs/ from the models and rules: `python -m scripts.docs`."""
