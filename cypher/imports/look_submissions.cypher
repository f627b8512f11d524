// name: imports/look_submissions
// mode: read
// promise: one record for each row whose submission is already recorded
// params: change STRING, rows LIST<LIST<ANY>> (index, fact_id, obligation, agency, handed_in_on,
//   text, cases, reference)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
WITH row, COLLECT {
  MATCH (f:Submission {obligation: row[2]})
  WHERE f.handed_in_on = row[4] AND coalesce(f.agency, '') = coalesce(row[3], '')
    AND f.retracted_by IS NULL
  RETURN f {.fact_id, mine: f.change = $change OR coalesce(f.confirmed_by = $change, false),
    cells: [f.obligation, f.agency, f.handed_in_on, f.text, f.cases, f.reference]}
} AS standing
WITH row, standing WHERE size(standing) > 0
RETURN row[0] AS index, [] AS missing, standing
