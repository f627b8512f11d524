"""What is stated of enterprises: facts with valid time, their history, and where their absence is known."""
