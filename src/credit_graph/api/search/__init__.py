"""GraphQL of the search by name."""
