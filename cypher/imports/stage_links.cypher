// name: imports/stage_links
// mode: write
// promise: each row whose two enterprises are registered, and whose link does not stand yet, is
//   one now, unpublished; one record for each other row: the codes that are missing, or the link
//   that stands
// params: change STRING, at ZONED DATETIME, days LIST<DATE>, rows LIST<LIST<ANY>> (index, fact_id,
//   supplier, customer, valid_from, valid_to, category, share, source; days as their places in
//   `days`)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
OPTIONAL MATCH (s:Enterprise {uscc: row[2]})
  USING INDEX SEEK s:Enterprise(uscc)
  WHERE EXISTS { (s)-[:DESCRIBED]->(d) WHERE d.retracted_by IS NULL }
OPTIONAL MATCH (c:Enterprise {uscc: row[3]})
  USING INDEX SEEK c:Enterprise(uscc)
  WHERE EXISTS { (c)-[:DESCRIBED]->(d) WHERE d.retracted_by IS NULL }
WITH row, s, c, COLLECT {
  MATCH (s)-[f:SUPPLIES]->(c)
  WHERE f.retracted_by IS NULL AND f.valid_from = $days[row[4]]
    AND coalesce(f.category, '') = coalesce(row[6], '')
  RETURN f {.fact_id, mine: f.change = $change OR coalesce(f.confirmed_by = $change, false),
    cells: [row[2], row[3], f.valid_from, f.valid_to, f.category, f.share, f.source]}
} AS standing
CALL (row, s, c, standing) {
  WITH row, s, c WHERE s IS NOT NULL AND c IS NOT NULL AND size(standing) = 0
  CREATE (s)-[:SUPPLIES {
    fact_id: row[1], valid_from: $days[row[4]], valid_to: $days[row[5]], category: row[6],
    share: row[7], source: row[8], change: $change, recorded_at: $at}]->(c)
}
WITH row, s, c, standing WHERE s IS NULL OR c IS NULL OR size(standing) > 0
RETURN
  row[0] AS index,
  CASE WHEN s IS NULL THEN [row[2]] ELSE [] END + CASE WHEN c IS NULL THEN [row[3]] ELSE [] END
    AS missing,
  standing
