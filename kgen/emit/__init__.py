"""Emit: manifests become files, in one of the formats of `kgen.formats`."""
