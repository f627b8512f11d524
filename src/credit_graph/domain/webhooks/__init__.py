"""Webhooks: entries of the change log that the service brings to an address."""
