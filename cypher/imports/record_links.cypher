// name: imports/record_links
// mode: write
// promise: each row is a link now, unpublished
// params: change STRING, at ZONED DATETIME, rows LIST<LIST<ANY>>
//   (as imports/stage_links, but days as they are)
UNWIND $rows AS row
MATCH (s:Enterprise {uscc: row[2]})
  USING INDEX SEEK s:Enterprise(uscc)
MATCH (c:Enterprise {uscc: row[3]})
  USING INDEX SEEK c:Enterprise(uscc)
CREATE (s)-[:SUPPLIES {
  fact_id: row[1], valid_from: row[4], valid_to: row[5], category: row[6], share: row[7],
  source: row[8], change: $change, recorded_at: $at}]->(c)
