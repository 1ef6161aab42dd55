"""What commands do, one file for those that belong together: they read, call the stages, write, and hand to screens."""
