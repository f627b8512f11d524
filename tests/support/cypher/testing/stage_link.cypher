// name: testing/stage_link
// mode: write
// promise: a supply link that the change set brought
// params: supplier STRING, customer STRING, fact_id STRING, change STRING, at ZONED DATETIME
MERGE (a:Enterprise {uscc: $supplier})
MERGE (b:Enterprise {uscc: $customer})
MERGE (a)-[s:SUPPLIES {fact_id: $fact_id}]->(b)
SET s.change = $change, s.recorded_at = $at
