"""Pure values and rules: no input or output, no time of its own."""
