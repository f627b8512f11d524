"""Questions of chains and cultivation."""
