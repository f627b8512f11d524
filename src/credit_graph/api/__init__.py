"""GraphQL only."""

from credit_graph.api import enums as enums  # registers the enumerations before any type
