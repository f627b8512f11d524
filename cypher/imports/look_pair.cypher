// name: imports/look_pair
// mode: read
// promise: one record for each row with all supply links from the one enterprise to the other that
//   stand, if there are any
// params: change STRING, rows LIST<LIST<ANY>> (index, supplier, customer)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
MATCH (s:Enterprise {uscc: row[1]})
  USING INDEX SEEK s:Enterprise(uscc)
MATCH (c:Enterprise {uscc: row[2]})
  USING INDEX SEEK c:Enterprise(uscc)
WITH row, COLLECT {
  MATCH (s)-[f:SUPPLIES]->(c)
  WHERE f.retracted_by IS NULL
  RETURN f {.fact_id, mine: f.change = $change,
    cells: [row[1], row[2], f.valid_from, f.valid_to, f.category, f.share, f.source]}
} AS standing
WITH row, standing WHERE size(standing) > 0
RETURN row[0] AS index, [] AS missing, standing
