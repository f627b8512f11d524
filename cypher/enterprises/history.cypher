// name: enterprises/history
// mode: read
// promise: one record per key: every fact published by the instant that was ever said of it, of
//   withdrawn ones too, those last published first, after the position, at most `limit`. `said`
//   holds the fact's own properties, `partner` and `role` (the key's) the other end of a link,
//   `brought` and `withdrawn` who did that and why.
// params: keys LIST<STRING>, known_at ZONED DATETIME, after_at ZONED DATETIME, after_id STRING,
//   limit INTEGER
// returns: key STRING, items LIST<MAP>
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (e:Enterprise {uscc: key})
    USING INDEX SEEK e:Enterprise(uscc)
  CALL (e) {
    MATCH (e)-[:DESCRIBED|HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
    RETURN properties(f) AS said, labels(f)[0] AS kind, null AS partner, null AS role
    UNION ALL
    MATCH (e)-[f:SUPPLIES|OWNS]-(p)
    RETURN properties(f) AS said, type(f) AS kind, p.uscc AS partner,
      CASE WHEN startNode(f) = e THEN 'from' ELSE 'to' END AS role
  }
  MATCH (c:ChangeSet {id: said.change})
  WHERE c.published_at <= $known_at AND (c.published_at < $after_at
    OR (c.published_at = $after_at AND said.fact_id < $after_id))
  WITH said, kind, partner, role, c ORDER BY c.published_at DESC, said.fact_id DESC LIMIT $limit
  OPTIONAL MATCH (w:ChangeSet {id: said.retracted_by}) WHERE w.published_at <= $known_at
  RETURN {said: said, kind: kind, partner: partner, role: role, fact_id: said.fact_id,
    source: coalesce(said.source, c.source), reference: said.reference,
    recorded_at: c.published_at, retracted_at: w.published_at,
    brought: c {.id, .subject, .agency, .action, .reason},
    withdrawn: w {.id, .subject, .agency, .action, .reason}}
  ORDER BY c.published_at DESC, said.fact_id DESC
} AS items
