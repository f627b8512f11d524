// name: recording/recorded
// mode: read
// promise: at most one record: the change set of that id, if it is published, and what came of it
// params: id STRING
// returns: id STRING, digest STRING, action STRING, subject STRING, agency STRING, reason STRING,
//   published_at ZONED DATETIME, outcome STRING, facts LIST<STRING>, usccs LIST<STRING>,
//   effective_on DATE, rules STRING
MATCH (c:ChangeSet {id: $id})
WHERE c.published_at < datetime('9999-12-31T00:00:00Z')
RETURN c.id AS id, c.digest AS digest, c.action AS action, c.subject AS subject,
  c.agency AS agency, c.reason AS reason, c.published_at AS published_at, c.outcome AS outcome,
  c.facts AS facts, c.usccs AS usccs, c.effective_on AS effective_on, c.rules AS rules
