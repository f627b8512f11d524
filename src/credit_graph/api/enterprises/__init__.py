"""GraphQL of enterprises: their facts, links, history."""
