// name: imports/stage_enterprises
// mode: write
// promise: each row whose enterprise has no registration that stands is one now, unpublished;
//   one record for each other row, with the registrations that stand
// params: change STRING, at ZONED DATETIME, days LIST<DATE>, rows LIST<LIST<ANY>> (index, fact_id,
//   uscc, name, region, zone, kinds, registered_on, status, valid_from, valid_to, shown_from,
//   shown_to, carried, folded_name, search_words; days as their places in `days`)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
WITH row, COLLECT {
  MATCH (k:Enterprise {uscc: row[2]})-[:DESCRIBED]->(f)
    USING INDEX SEEK k:Enterprise(uscc)
  WHERE f.retracted_by IS NULL
  RETURN f {.fact_id, own: f.change = $change,
    mine: (f.change = $change AND f.carried IS NULL) OR coalesce(f.confirmed_by = $change, false),
    cells: [f.uscc, f.name, f.region, f.zone, f.kinds, f.registered_on, f.status, f.valid_from,
      f.valid_to]}
} AS standing
CALL (row, standing) {
  WITH row WHERE size(standing) = 0
  MERGE (e:Enterprise {uscc: row[2]})
  CREATE (e)-[:DESCRIBED]->(f:Registration {
    fact_id: row[1], uscc: row[2], name: row[3], region: row[4], zone: row[5], kinds: row[6],
    registered_on: $days[row[7]], status: row[8], valid_from: $days[row[9]],
    valid_to: $days[row[10]], shown_from: $days[row[11]], shown_to: $days[row[12]],
    carried: row[13], folded_name: row[14], search_words: row[15], change: $change,
    recorded_at: $at})
  MERGE (g:Region {code: row[4]})
  CREATE (f)-[:IN_REGION]->(g)
  WITH f, row WHERE row[5] IS NOT NULL
  MERGE (z:Zone {code: row[5]})
  CREATE (f)-[:IN_ZONE]->(z)
}
WITH row, standing WHERE size(standing) > 0
RETURN row[0] AS index, [] AS missing, standing
