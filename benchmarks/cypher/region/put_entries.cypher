// name: region/put_entries
// mode: write
// promise: each row is a stay on a list
// params: rows LIST<MAP> (fact_id STRING, uscc STRING, list STRING, valid_from DATE),
//   change STRING, at ZONED DATETIME
UNWIND $rows AS row
MATCH (e:Enterprise {uscc: row.uscc})
CREATE (e)-[:LISTED]->(f:ListEntry {change: $change, recorded_at: $at})
SET f += row
