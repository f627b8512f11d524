// name: testing/unpublished_changes
// mode: read
// promise: the change sets that are not published
// params: none
// returns: id STRING
MATCH (c:ChangeSet)
WHERE c.published_at >= datetime('9999-12-31T00:00:00Z')
RETURN c.id AS id
