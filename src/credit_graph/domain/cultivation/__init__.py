"""Cultivation programmes: who is in, who is closest, what is missing."""
