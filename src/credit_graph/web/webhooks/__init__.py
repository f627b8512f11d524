"""Deliveries over HTTPS."""
