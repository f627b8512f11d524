// name: testing/wipe
// mode: write
// promise: up to `batch` nodes are gone with their relations; the record of migrations stays,
//   but for those that tests planted
// params: batch INTEGER
// returns: done INTEGER
MATCH (n)
WHERE NOT n:MigrationLock AND (NOT n:Migration OR n.name ENDS WITH '_planted')
WITH n LIMIT $batch
DETACH DELETE n
RETURN count(*) AS done
