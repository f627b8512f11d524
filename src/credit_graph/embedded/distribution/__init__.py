"""Which Neo4j is embedded: its jars, locked by SHA-256, fetched and checked."""
