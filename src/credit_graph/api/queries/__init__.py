"""The fields of Query, one noun a module."""
