// name: recording/objections
// mode: read
// promise: for each fact with objections that were published by the instant all of them, the
//   earliest first
// params: keys LIST<STRING>, known_at ZONED DATETIME
// returns: key STRING, objections LIST<MAP> (as recording/objection)
UNWIND $keys AS key
MATCH (o:Objection {fact_id: key})
  USING INDEX SEEK o:Objection(fact_id)
MATCH (c:ChangeSet {id: o.change})
WHERE c.published_at <= $known_at
OPTIONAL MATCH (a:ChangeSet {id: o.answered_by}) WHERE a.published_at <= $known_at
WITH key, o, c, a ORDER BY c.published_at
RETURN key, collect({
  id: o.id, fact_id: o.fact_id, state: CASE WHEN a IS NULL THEN 'open' ELSE o.state END,
  raised_at: c.published_at, raised_by: c {.id, .subject, .agency, .action, .reason},
  answered_at: a.published_at, answered_by: a {.id, .subject, .agency, .action, .reason}
}) AS objections
