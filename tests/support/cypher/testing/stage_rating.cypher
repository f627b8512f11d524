// name: testing/stage_rating
// mode: write
// promise: the enterprise has a rating that the change set brought
// params: uscc STRING, fact_id STRING, change STRING, at ZONED DATETIME
MERGE (e:Enterprise {uscc: $uscc})
MERGE (e)-[:HOLDS]->(r:Rating {fact_id: $fact_id})
SET r.change = $change, r.recorded_at = $at
