// name: imports/look_coverage
// mode: read
// promise: one record for each row whose sync is already recorded
// params: change STRING, rows LIST<LIST<ANY>> (index, fact_id, register, region, as_of, reference)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
WITH row, COLLECT {
  MATCH (f:Sync {register: row[2], region: row[3]})
  WHERE f.as_of = row[4] AND f.retracted_by IS NULL
  RETURN f {.fact_id, mine: f.change = $change OR coalesce(f.confirmed_by = $change, false),
    cells: [f.register, f.region, f.as_of, f.reference]}
} AS standing
WITH row, standing WHERE size(standing) > 0
RETURN row[0] AS index, [] AS missing, standing
