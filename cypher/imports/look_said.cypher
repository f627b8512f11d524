// name: imports/look_said
// mode: read
// promise: one record for each row whose enterprise is not registered, or about which facts of the
//   same label and group stand
// params: change STRING, label STRING, group STRING, columns LIST<STRING>, rows LIST<MAP>
//   (index INTEGER, fact MAP)
// returns: index INTEGER, missing LIST<STRING>, standing LIST<MAP>
UNWIND $rows AS row
OPTIONAL MATCH (e:Enterprise {uscc: row.fact.uscc})
  USING INDEX SEEK e:Enterprise(uscc)
  WHERE EXISTS { (e)-[:DESCRIBED]->(d) WHERE d.retracted_by IS NULL }
WITH row, e, COLLECT {
  MATCH (e)-[:HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
  WHERE f.retracted_by IS NULL AND $label IN labels(f) AND f[$group] = row.fact[$group]
  RETURN f {.fact_id, mine: f.change = $change OR coalesce(f.confirmed_by = $change, false),
    cells: [column IN $columns | f[column]]}
} AS standing
WITH row, e, standing WHERE e IS NULL OR size(standing) > 0
RETURN
  row.index AS index,
  CASE WHEN e IS NULL THEN [row.fact.uscc] ELSE [] END AS missing,
  standing
