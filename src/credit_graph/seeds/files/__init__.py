"""Seed files: where they lie, and YAML as nodes that know their place."""
