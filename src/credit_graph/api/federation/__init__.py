"""The schema as a subgraph of Apollo Federation, where a setting asks for it."""
