"""GraphQL only."""
