"""Names of objects that can never change."""
