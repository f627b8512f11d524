"""CSV files to typed rows or rejects."""
