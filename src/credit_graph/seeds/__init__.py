"""YAML files to domain values, with file and line in every error."""
