// name: testing/nodes
// mode: read
// promise: one record per node but those of migrations, in an order that does not change
// params: none
// returns: labels LIST<STRING>, fields MAP
MATCH (n)
WHERE NOT n:Migration AND NOT n:MigrationLock
RETURN labels(n) AS labels, properties(n) AS fields
ORDER BY labels, coalesce(n.code, n.id)
