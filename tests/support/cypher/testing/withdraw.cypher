// name: testing/withdraw
// mode: write
// promise: the change set withdraws the rating and the link of that id
// params: fact_id STRING, change STRING, at ZONED DATETIME
CALL () {
  MATCH (f:Rating {fact_id: $fact_id}) RETURN f
  UNION ALL
  MATCH ()-[f:SUPPLIES {fact_id: $fact_id}]->() RETURN f
}
SET f.retracted_by = $change, f.retracted_at = $at
