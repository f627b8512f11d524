"""GraphQL over HTTP: one endpoint, what it refuses, what others may keep."""
