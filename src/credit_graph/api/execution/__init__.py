"""How a document is bounded before it is executed, and what its execution may take."""
