"""Drafts of policy files: what can be found in a document's text, each find marked."""
