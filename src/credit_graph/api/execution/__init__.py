"""Execution: how a document becomes an answer. `Executor` is the one door."""
