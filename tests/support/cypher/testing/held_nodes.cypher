// name: testing/held_nodes
// mode: read
// promise: every node but the record of migrations
// params: none
// returns: id STRING, labels LIST<STRING>, properties MAP
MATCH (n)
WHERE NOT n:MigrationLock AND NOT n:Migration
RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties
