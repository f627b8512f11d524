// name: audit/range
// mode: read
// promise: the number of the first entry at or after each of two instants; null for one after
//   the last entry
// params: begin ZONED DATETIME, end ZONED DATETIME
// returns: start INTEGER, before INTEGER
RETURN
  COLLECT {
    MATCH (entry:AuditEntry)
      USING INDEX SEEK entry:AuditEntry(at)
    WHERE entry.at >= $begin
    RETURN entry.number ORDER BY entry.at LIMIT 1
  }[0] AS start,
  COLLECT {
    MATCH (entry:AuditEntry)
      USING INDEX SEEK entry:AuditEntry(at)
    WHERE entry.at >= $end
    RETURN entry.number ORDER BY entry.at LIMIT 1
  }[0] AS before
