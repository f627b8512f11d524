"""How requests share the process: places in turn, slices of the loop, and what each has taken."""
