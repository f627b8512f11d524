"""Rows of tables: cells to typed values, and every fault of a row."""
