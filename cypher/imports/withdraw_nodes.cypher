// name: imports/withdraw_nodes
// mode: write
// promise: up to `batch` fact nodes that another change set brought, and that stand, are withdrawn.
//   `origin`: only those that go back to that change set
// params: undone STRING, origin STRING, change STRING, at ZONED DATETIME, batch INTEGER
// returns: label STRING, fact MAP
CALL () {
  MATCH (f:Registration {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:Rating {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:Statement {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:Commitment {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:Violation {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:MeasureUse {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:Sync {change: $undone}) RETURN f
  UNION ALL
  MATCH (f:Submission {change: $undone}) RETURN f
}
WITH f
WHERE f.retracted_by IS NULL AND ($undone = $origin OR f.origin = $origin)
LIMIT $batch
SET f.retracted_by = $change, f.retracted_at = $at
RETURN labels(f)[0] AS label, properties(f) AS fact
