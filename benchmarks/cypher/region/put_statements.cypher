// name: region/put_statements
// mode: write
// promise: each row is something declared
// params: rows LIST<MAP> (fact_id STRING, uscc STRING, statement STRING, value STRING,
//   valid_from DATE), change STRING, at ZONED DATETIME
UNWIND $rows AS row
MATCH (e:Enterprise {uscc: row.uscc})
CREATE (e)-[:STATED]->(f:Statement {change: $change, recorded_at: $at})
SET f += row
