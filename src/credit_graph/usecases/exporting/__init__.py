"""Facts out of the graph as files."""
