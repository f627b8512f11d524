"""What is asked of the audit log: is it whole, what is its head, prove a fact."""
