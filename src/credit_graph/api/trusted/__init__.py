"""Trusted documents: known beforehand, and asked for by their ids."""
