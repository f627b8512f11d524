"""Who may ask, as the graph keeps it."""
