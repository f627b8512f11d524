"""ASGI only."""
