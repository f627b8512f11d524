// name: changes/take_nodes
// mode: write
// promise: up to `batch` fact nodes that the change set brought are gone with their relations;
//   enterprises stay
// params: change STRING, batch INTEGER
// returns: done INTEGER
CALL () {
  MATCH (f:Registration {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Rating {change: $change}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Statement {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Commitment {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Violation {change: $change}) RETURN f
  UNION ALL
  MATCH (f:MeasureUse {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Sync {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Submission {change: $change}) RETURN f
}
WITH f LIMIT $batch
DETACH DELETE f
RETURN count(*) AS done
