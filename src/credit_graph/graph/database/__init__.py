"""One door to Neo4j: connection, statements, transactions, migrations."""
