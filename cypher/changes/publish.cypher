// name: changes/publish
// mode: write
// promise: one record, the instant since which the change set shows; none if there is no such
//   change set or it was abandoned. One that was published before keeps its instant.
// params: id STRING, instant ZONED DATETIME
// returns: published_at ZONED DATETIME
MATCH (c:ChangeSet {id: $id})
WHERE c.abandoned_at IS NULL
SET c.published_at =
  CASE
    WHEN c.published_at < datetime('9999-12-31T00:00:00Z') THEN c.published_at
    ELSE $instant
  END
RETURN c.published_at AS published_at
