"""Manifests that should stand by a workload and do not, one file for each kind."""
