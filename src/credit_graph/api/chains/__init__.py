"""GraphQL of chains and cultivation."""
