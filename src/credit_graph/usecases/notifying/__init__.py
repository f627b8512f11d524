"""Notifying: entries of the change log, inboxes, who follows it, what a day brings."""
