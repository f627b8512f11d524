// name: region/put_enterprises
// mode: write
// promise: each row is an enterprise, registered
// params: rows LIST<MAP> (fact_id STRING, uscc STRING, name STRING, region STRING, zone STRING,
//   kinds LIST<STRING>), change STRING, at ZONED DATETIME
UNWIND $rows AS row
MERGE (e:Enterprise {uscc: row.uscc})
CREATE (e)-[:DESCRIBED]->(d:Registration {status: 'active', change: $change, recorded_at: $at})
SET d += row, d.folded_name = toLower(normalize(row.name, NFKC))
