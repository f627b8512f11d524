// name: enterprises/history_count
// mode: read
// promise: one record per key: how many facts published by the instant were ever said of it
// params: keys LIST<STRING>, known_at ZONED DATETIME
// returns: key STRING, items INTEGER
UNWIND $keys AS key
RETURN key, COUNT {
  MATCH (e:Enterprise {uscc: key})
    USING INDEX SEEK e:Enterprise(uscc)
  CALL (e) {
    MATCH (e)-[:DESCRIBED|HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
    RETURN f.change AS change
    UNION ALL
    MATCH (e)-[f:SUPPLIES|OWNS]-()
    RETURN f.change AS change
  }
  MATCH (c:ChangeSet {id: change}) WHERE c.published_at <= $known_at
  RETURN c
} AS items
