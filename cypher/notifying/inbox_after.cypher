// name: notifying/inbox_after
// mode: read
// promise: entries of the change log that notify an agency, after a position, in order, at most
//   `limit`
// params: agency STRING, after INTEGER, limit INTEGER
// returns: as notifying/entries_after
MATCH (item:InboxItem)
  USING INDEX SEEK item:InboxItem(agency, sequence)
WHERE item.agency = $agency AND item.sequence > $after
WITH item ORDER BY item.agency, item.sequence LIMIT $limit
MATCH (entry:LogEntry {sequence: item.sequence})
  USING INDEX SEEK entry:LogEntry(sequence)
WITH entry ORDER BY entry.sequence
RETURN
  entry {.*} AS entry,
  COLLECT {
    MATCH (entry)-[:TELLS]->(n)
    RETURN n {.*} ORDER BY n.place
  } AS notices
