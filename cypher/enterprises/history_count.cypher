// name: enterprises/history_count
// mode: read
// promise: one record per key: how many facts published by the instant were ever said of it, and of
//   how many another openness than `public` is stated
// params: keys LIST<STRING>, known_at ZONED DATETIME
// returns: key STRING, items INTEGER, narrowed INTEGER
UNWIND $keys AS key
CALL (key) {
  MATCH (e:Enterprise {uscc: key})
    USING INDEX SEEK e:Enterprise(uscc)
  CALL (e) {
    MATCH (e)-[:DESCRIBED|HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
    RETURN f.change AS change, f.openness AS openness
    UNION ALL
    MATCH (e)-[f:SUPPLIES|OWNS]-()
    RETURN f.change AS change, null AS openness
  }
  MATCH (c:ChangeSet {id: change}) WHERE c.published_at <= $known_at
  RETURN count(c) AS items,
    count(CASE WHEN openness IN ['keeper', 'shared'] THEN c END) AS narrowed
}
RETURN key, items, narrowed
