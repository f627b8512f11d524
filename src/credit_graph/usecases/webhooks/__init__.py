"""Webhooks: registered by agencies and operators, delivered by one leased process."""
