"""Manifests that anybody wrote, hardened where they stand: only what is missing is added, and every written byte stays."""
