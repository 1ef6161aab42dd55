"""Expand: blueprint × spec × environment → manifests."""
