// name: imports/list
// mode: read
// promise: imports that have not been taken away, the latest first, each with its files in order
// params: limit INTEGER
// returns: id STRING, mode STRING, source STRING, started_at ZONED DATETIME,
//   published_at ZONED DATETIME (NULL until published), abandoned BOOLEAN, action STRING, about MAP,
//   undone_by STRING, ended_facts INTEGER, files LIST<MAP>
// allows: label-scan because imports are few and kept for ever
MATCH (c:Import)
WITH c ORDER BY c.started_at DESC, c.id LIMIT $limit
RETURN
  c.id AS id,
  c.mode AS mode,
  c.source AS source,
  c.started_at AS started_at,
  CASE WHEN c.published_at < datetime('9999-12-31T00:00:00Z') THEN c.published_at END
    AS published_at,
  c.abandoned_at IS NOT NULL AS abandoned,
  coalesce(c.action, 'import') AS action,
  c {.register, .region, .list_day, .undoes, .reference, .agency, .reason,
    .subject, .request} AS about,
  c.undone_by AS undone_by,
  coalesce(c.ended_facts, 0) AS ended_facts,
  COLLECT {
    MATCH (c)-[:READS]->(f)
    RETURN f {.name, .kind, .read, .added, .unchanged, .corrected, .rejected}
    ORDER BY f.place
  } AS files
