"""Webhooks, as the graph keeps them."""
