// name: imports/restorable_nodes
// mode: write
// promise: up to `batch` fact nodes of the label that another change set withdrew, each once: they
//   are marked as seen by the change set
// params: undone STRING, change STRING, label STRING, batch INTEGER
// returns: label STRING, fact MAP
CALL () {
  MATCH (f:Registration {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:Rating {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:Statement {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:Commitment {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:Violation {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:MeasureUse {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:Sync {retracted_by: $undone}) RETURN f
  UNION ALL
  MATCH (f:Submission {retracted_by: $undone}) RETURN f
}
WITH f WHERE $label IN labels(f) AND coalesce(f.restored_by, '') <> $change LIMIT $batch
SET f.restored_by = $change
RETURN $label AS label, properties(f) AS fact
