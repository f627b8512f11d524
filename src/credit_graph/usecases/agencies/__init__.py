"""Questions of agencies: duties, what is due, who is to be notified."""
