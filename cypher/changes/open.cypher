// name: changes/open
// mode: write
// promise: the change set of that id, begun now unless it was begun before; nothing of it shows
// params: id STRING, kind STRING, source STRING, started_at ZONED DATETIME
// returns: id STRING, kind STRING, source STRING, started_at ZONED DATETIME,
//   published_at ZONED DATETIME (NULL until published), abandoned BOOLEAN
MERGE (c:ChangeSet {id: $id})
ON CREATE SET
  c.kind = $kind,
  c.source = $source,
  c.started_at = $started_at,
  c.published_at = datetime('9999-12-31T00:00:00Z')
RETURN
  c.id AS id,
  c.kind AS kind,
  c.source AS source,
  c.started_at AS started_at,
  CASE WHEN c.published_at < datetime('9999-12-31T00:00:00Z') THEN c.published_at END
    AS published_at,
  c.abandoned_at IS NOT NULL AS abandoned
