"""What a browser opens: the explorer, GraphiQL, and chains as pictures."""
