"""Proofs of policy files against the documents they transcribe."""
