"""First load: tables checked without a database, written for Neo4j's offline importer."""
