"""Work on stores of databases that are not running, by Neo4j's own tool."""
