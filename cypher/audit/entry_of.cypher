// name: audit/entry_of
// mode: read
// promise: the entry of a change set in the audit log, or no record
// params: change STRING
// returns: as audit/entries
MATCH (entry:AuditEntry {change: $change})
  USING INDEX SEEK entry:AuditEntry(change)
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
