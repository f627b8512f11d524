"""Where dossiers come from: a snapshot, or the graph."""
