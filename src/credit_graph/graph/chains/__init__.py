"""Supply chains as the graph holds them: of one day, and whole, for every day."""
