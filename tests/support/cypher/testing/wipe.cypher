// name: testing/wipe
// mode: write
// promise: up to `batch` nodes are gone with their relations; the record of migrations stays
// params: batch INTEGER
// returns: done INTEGER
MATCH (n)
WHERE NOT n:Migration AND NOT n:MigrationLock
WITH n LIMIT $batch
DETACH DELETE n
RETURN count(*) AS done
