"""All that knows Bolt and Cypher."""
