// name: audit/entries
// mode: read
// promise: entries of the audit log from a number on, in order, at most `limit`
// params: start INTEGER, limit INTEGER
// returns: number INTEGER, change STRING, data STRING, kind STRING, author STRING, agency STRING,
//   salts LIST<MAP> (fact_id STRING, salt BYTES)
MATCH (entry:AuditEntry)
  USING INDEX SEEK entry:AuditEntry(number)
WHERE entry.number >= $start
WITH entry ORDER BY entry.number LIMIT $limit
RETURN
  entry.number AS number,
  entry.change AS change,
  entry.data AS data,
  entry.kind AS kind,
  entry.author AS author,
  entry.agency AS agency,
  COLLECT {
    MATCH (entry)-[:SALTS]->(s)
    RETURN s {.fact_id, .salt}
  } AS salts
