// name: migrations/index_entries
// mode: write
// promise: up to `batch` entries of the audit log that were appended without what they are found
//   by have it, from their change sets
// params: batch INTEGER
// returns: done INTEGER
// allows: label-scan because it is run once, when the index of kinds is missing
MATCH (entry:AuditEntry) WHERE entry.kind IS NULL
WITH entry LIMIT $batch
OPTIONAL MATCH (c:ChangeSet {id: entry.change})
SET entry.kind = coalesce(c.kind, ''), entry.author = c.subject, entry.agency = c.agency
RETURN count(*) AS done
