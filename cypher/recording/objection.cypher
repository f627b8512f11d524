// name: recording/objection
// mode: read
// promise: at most one record: the objection of that id, which the change set that raised it has too
// params: id STRING, known_at ZONED DATETIME
// returns: id STRING, fact_id STRING, state STRING, raised_at ZONED DATETIME, raised_by MAP,
//   answered_at ZONED DATETIME or NULL, answered_by MAP or NULL (both: id, subject, agency, action,
//   reason)
MATCH (o:Objection {id: $id})
MATCH (c:ChangeSet {id: o.change})
WHERE c.published_at <= $known_at
OPTIONAL MATCH (a:ChangeSet {id: o.answered_by}) WHERE a.published_at <= $known_at
RETURN o.id AS id, o.fact_id AS fact_id, CASE WHEN a IS NULL THEN 'open' ELSE o.state END AS state,
  c.published_at AS raised_at, c {.id, .subject, .agency, .action, .reason} AS raised_by,
  a.published_at AS answered_at, a {.id, .subject, .agency, .action, .reason} AS answered_by
