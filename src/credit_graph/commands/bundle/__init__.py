"""`bundle`: everything for a machine without a network, in one archive."""
