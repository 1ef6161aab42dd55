"""The project on disk: kgen.yaml, the specs it names, and what stands around them."""
