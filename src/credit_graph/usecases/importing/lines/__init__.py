"""Batches of lines that are good as they are: from the columns of a file into parameters."""
