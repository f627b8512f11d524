// name: imports/record_enterprises
// mode: write
// promise: each row is a registration now, unpublished
// params: change STRING, at ZONED DATETIME, rows LIST<LIST<ANY>>
//   (as imports/stage_enterprises, but days as they are)
UNWIND $rows AS row
MERGE (e:Enterprise {uscc: row[2]})
CREATE (e)-[:DESCRIBED]->(f:Registration {
  fact_id: row[1], uscc: row[2], name: row[3], region: row[4], zone: row[5], kinds: row[6],
  registered_on: row[7], status: row[8], valid_from: row[9], valid_to: row[10],
  shown_from: row[11], shown_to: row[12], carried: row[13], folded_name: row[14],
    search_words: row[15], change: $change, recorded_at: $at})
MERGE (g:Region {code: row[4]})
CREATE (f)-[:IN_REGION]->(g)
WITH f, row WHERE row[5] IS NOT NULL
MERGE (z:Zone {code: row[5]})
CREATE (f)-[:IN_ZONE]->(z)
