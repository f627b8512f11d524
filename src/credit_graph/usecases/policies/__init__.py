"""Policies and vocabulary: what a loading would change, and the loading itself."""
