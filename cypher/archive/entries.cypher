// name: archive/entries
// mode: read
// promise: entries of the audit log after a number, in order, each with its salts, at most `limit`
// params: after INTEGER, limit INTEGER
// returns: key INTEGER, row MAP, parts LIST<MAP>
MATCH (n:AuditEntry)
  USING INDEX SEEK n:AuditEntry(number)
WHERE n.number > $after
WITH n ORDER BY n.number LIMIT $limit
RETURN
  n.number AS key,
  n {.*} AS row,
  COLLECT {
    MATCH (n)-[:SALTS]->(p)
    RETURN p {.*}
  } AS parts
ORDER BY key
