"""Duties of agencies: who does what, what is due when, who is to be notified."""
