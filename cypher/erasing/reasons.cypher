// name: erasing/reasons
// mode: write
// promise: these change sets give no reason and no digest of what was asked any more; of those of
//   them that the audit log has, the entries
// params: changes LIST<STRING>
// returns: change STRING, data STRING or NULL
UNWIND $changes AS change
MATCH (c:ChangeSet {id: change})
  USING INDEX SEEK c:ChangeSet(id)
SET c.reason = NULL, c.digest = ''
WITH c
OPTIONAL MATCH (entry:AuditEntry {change: c.id})
RETURN c.id AS change, entry.data AS data
