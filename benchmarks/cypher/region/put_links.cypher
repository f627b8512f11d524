// name: region/put_links
// mode: write
// promise: each row is a supply link
// params: rows LIST<MAP> (supplier STRING, customer STRING, facts MAP), change STRING,
//   at ZONED DATETIME
UNWIND $rows AS row
MATCH (a:Enterprise {uscc: row.supplier})
MATCH (b:Enterprise {uscc: row.customer})
CREATE (a)-[s:SUPPLIES {change: $change, recorded_at: $at}]->(b)
SET s += row.facts
