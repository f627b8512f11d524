"""`backup` and `restore`: the embedded database in one file, and back elsewhere."""
