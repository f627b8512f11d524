// name: archive/log_entries
// mode: read
// promise: entries of the change log after a number, in order, each with its notices, at most `limit`
// params: after INTEGER, limit INTEGER
// returns: key INTEGER, row MAP, parts LIST<MAP>
MATCH (n:LogEntry)
  USING INDEX SEEK n:LogEntry(sequence)
WHERE n.sequence > $after
WITH n ORDER BY n.sequence LIMIT $limit
RETURN
  n.sequence AS key,
  n {.*} AS row,
  COLLECT {
    MATCH (n)-[:TELLS]->(p)
    RETURN p {.*}
  } AS parts
ORDER BY key
