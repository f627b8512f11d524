"""The audit log by what is asked of it, and the records kept beside it."""
