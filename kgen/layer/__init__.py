"""Layers of values: each is brought to full form, then a later one wins over an earlier one."""
