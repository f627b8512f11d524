"""The change log in the graph: its entries, inboxes, and the lease of whoever runs the clock."""
