// name: imports/record_ownership
// mode: write
// promise: each row is a holding now, unpublished
// params: change STRING, at ZONED DATETIME, rows LIST<LIST<ANY>> (as imports/look_ownership)
UNWIND $rows AS row
MATCH (o:Enterprise {uscc: row[2]})
  USING INDEX SEEK o:Enterprise(uscc)
MATCH (c:Enterprise {uscc: row[3]})
  USING INDEX SEEK c:Enterprise(uscc)
CREATE (o)-[:OWNS {
  fact_id: row[1], share: row[4], valid_from: row[5], valid_to: row[6],
  change: $change, recorded_at: $at}]->(c)
