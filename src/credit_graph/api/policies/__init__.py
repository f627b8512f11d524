"""GraphQL of policies: measures, conditions, vocabulary."""
