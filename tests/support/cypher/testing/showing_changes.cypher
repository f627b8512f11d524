// name: testing/showing_changes
// mode: read
// promise: every change set that shows
// params: none
// returns: id STRING
MATCH (c:ChangeSet)
  USING INDEX SEEK c:ChangeSet(published_at)
WHERE c.published_at < datetime('9999-12-31T00:00:00Z')
RETURN c.id AS id
