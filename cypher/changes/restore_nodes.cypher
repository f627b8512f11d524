// name: changes/restore_nodes
// mode: write
// promise: up to `batch` fact nodes that the change set withdrew stand again
// params: change STRING, batch INTEGER
// returns: done INTEGER
CALL () {
  MATCH (f:Registration {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:Rating {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:Statement {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:Commitment {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:Violation {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:MeasureUse {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:Sync {retracted_by: $change}) RETURN f
  UNION ALL
  MATCH (f:Submission {retracted_by: $change}) RETURN f
}
WITH f LIMIT $batch
REMOVE f.retracted_by, f.retracted_at
RETURN count(*) AS done
