"""Building the schemas of custom resources: `python -m scripts.custom_schemas`."""
