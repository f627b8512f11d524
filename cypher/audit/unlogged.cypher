// name: audit/unlogged
// mode: read
// promise: up to ten change sets that show since the log began and have no entry in it
// params: none
// returns: id STRING
MATCH (first:AuditEntry {number: 0})
MATCH (c:ChangeSet)
  USING INDEX SEEK c:ChangeSet(published_at)
WHERE c.published_at > first.at
  AND c.published_at < datetime('9999-12-31T00:00:00Z')
  AND NOT EXISTS { MATCH (:AuditEntry {change: c.id}) }
RETURN c.id AS id
ORDER BY c.published_at
LIMIT 10
