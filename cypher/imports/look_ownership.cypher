// name: imports/look_ownership
// mode: read
// promise: one record for each row with an enterprise that is not registered, or with holdings in
//   the owned enterprise that stand
// params: change STRING, rows LIST<LIST<ANY>> (index, fact_id, owner, owned, share, valid_from,
//   valid_to)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
OPTIONAL MATCH (o:Enterprise {uscc: row[2]})
  USING INDEX SEEK o:Enterprise(uscc)
  WHERE EXISTS { (o)-[:DESCRIBED]->(d) WHERE d.retracted_by IS NULL }
OPTIONAL MATCH (c:Enterprise {uscc: row[3]})
  USING INDEX SEEK c:Enterprise(uscc)
  WHERE EXISTS { (c)-[:DESCRIBED]->(d) WHERE d.retracted_by IS NULL }
WITH row, o, c, COLLECT {
  MATCH (p:Enterprise)-[f:OWNS]->(c)
  WHERE f.retracted_by IS NULL
  RETURN f {.fact_id, mine: f.change = $change OR coalesce(f.confirmed_by = $change, false),
    cells: [p.uscc, row[3], f.share, f.valid_from, f.valid_to]}
} AS standing
WITH row, o, c, standing WHERE o IS NULL OR c IS NULL OR size(standing) > 0
RETURN
  row[0] AS index,
  CASE WHEN o IS NULL THEN [row[2]] ELSE [] END + CASE WHEN c IS NULL THEN [row[3]] ELSE [] END
    AS missing,
  standing
