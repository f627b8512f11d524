"""The codes of GB/T 2260 with their years: a published table, and the seeds' corrections to it."""
