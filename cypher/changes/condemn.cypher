// name: changes/condemn
// mode: write
// promise: one record if the change set may be taken away, and from now on it cannot be published;
//   none if there is no such change set or it was published
// params: id STRING, now ZONED DATETIME
// returns: abandoned_at ZONED DATETIME
MATCH (c:ChangeSet {id: $id})
WHERE c.published_at >= datetime('9999-12-31T00:00:00Z')
SET c.abandoned_at = coalesce(c.abandoned_at, $now)
RETURN c.abandoned_at AS abandoned_at
