"""credit-graph: enterprises, the credit measures open to them, and the agencies responsible."""

__version__ = "1.0.0rc1"
