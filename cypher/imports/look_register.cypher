// name: imports/look_register
// mode: read
// promise: one record for each enterprise with facts of the label and group that stand; `mine`:
//   the import states the fact
// params: change STRING, label STRING, group STRING, register STRING, columns LIST<STRING>,
//   usccs LIST<STRING>
// returns: uscc STRING, standing LIST<MAP>
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:HOLDS|LISTED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE f.retracted_by IS NULL AND $label IN labels(f) AND f[$group] = $register
RETURN uscc, collect(f {.fact_id, mine: coalesce(f.confirmed_by = $change, false),
  cells: [column IN $columns | f[column]]}) AS standing
