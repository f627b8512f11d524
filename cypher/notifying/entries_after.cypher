// name: notifying/entries_after
// mode: read
// promise: entries of the change log after a position, in order, at most `limit`
// params: after INTEGER, limit INTEGER
// returns: entry MAP (sequence INTEGER, and as notifying/append), notices LIST<MAP> in order
MATCH (entry:LogEntry)
  USING INDEX SEEK entry:LogEntry(sequence)
WHERE entry.sequence > $after
WITH entry ORDER BY entry.sequence LIMIT $limit
RETURN
  entry {.*} AS entry,
  COLLECT {
    MATCH (entry)-[:TELLS]->(n)
    RETURN n {.*} ORDER BY n.place
  } AS notices
