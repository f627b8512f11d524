"""A graph as pages of rows, read as of one publication, and put into an empty database."""
