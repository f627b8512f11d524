// name: imports/referenced
// mode: write
// promise: up to `batch` published facts with the reference that stand are withdrawn
// params: reference STRING, change STRING, at ZONED DATETIME, batch INTEGER
// returns: label STRING, fact MAP
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at >= datetime('9999-12-31T00:00:00Z')
  RETURN collect(c.id) AS unpublished
}
CALL () {
  MATCH (f:Rating {reference: $reference}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {reference: $reference}) RETURN f
  UNION ALL
  MATCH (f:Violation {reference: $reference}) RETURN f
}
WITH f, unpublished WHERE f.retracted_by IS NULL AND NOT f.change IN unpublished
WITH f LIMIT $batch
SET f.retracted_by = $change, f.retracted_at = $at
RETURN labels(f)[0] AS label, properties(f) AS fact
