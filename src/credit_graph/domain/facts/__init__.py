"""Facts about enterprises: valid time, history, and where the absence of one is known."""
