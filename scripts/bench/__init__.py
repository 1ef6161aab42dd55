"""Benchmarks: ratios of work measured side by side in one run, as machines differ and drift."""
