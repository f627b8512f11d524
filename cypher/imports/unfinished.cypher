// name: imports/unfinished
// mode: read
// promise: the imports that were begun and neither published nor taken away, oldest first
// params: none
// returns: id STRING, digest STRING, mode STRING, started_at ZONED DATETIME, abandoned BOOLEAN,
//   names LIST<STRING>
MATCH (c:ChangeSet)
WHERE c.published_at >= datetime('9999-12-31T00:00:00Z') AND c:Import
RETURN
  c.id AS id,
  c.digest AS digest,
  c.mode AS mode,
  c.started_at AS started_at,
  c.abandoned_at IS NOT NULL AS abandoned,
  COLLECT { MATCH (c)-[:READS]->(f) RETURN f.name ORDER BY f.place } AS names
ORDER BY c.started_at, c.id
