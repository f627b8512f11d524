// name: testing/visible
// mode: read
// promise: the ids of the ratings and links that show at the instant
// params: fact_ids LIST<STRING>, known_at ZONED DATETIME
// returns: fact_id STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
UNWIND $fact_ids AS fact_id
CALL (fact_id) {
  MATCH (f:Rating {fact_id: fact_id}) RETURN f
  UNION ALL
  MATCH ()-[f:SUPPLIES {fact_id: fact_id}]->() RETURN f
}
WITH f, hidden
WHERE f.recorded_at <= $known_at AND NOT f.change IN hidden
  AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
RETURN f.fact_id AS fact_id
ORDER BY fact_id
