"""The commands of `credit-graph`, one family a module."""
