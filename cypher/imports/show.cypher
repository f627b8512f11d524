// name: imports/show
// mode: read
// promise: the import of that id with its files in order, or no record
// params: id STRING
// returns: as imports/list
MATCH (c:ChangeSet {id: $id})
WHERE c:Import
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
