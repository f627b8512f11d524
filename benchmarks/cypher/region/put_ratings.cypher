// name: region/put_ratings
// mode: write
// promise: each row is a rating
// params: rows LIST<MAP> (fact_id STRING, uscc STRING, scheme STRING, level STRING,
//   valid_from DATE), change STRING, at ZONED DATETIME
UNWIND $rows AS row
MATCH (e:Enterprise {uscc: row.uscc})
CREATE (e)-[:HOLDS]->(f:Rating {change: $change, recorded_at: $at})
SET f += row
