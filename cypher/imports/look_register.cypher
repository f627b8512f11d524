// name: imports/look_register
// mode: read
// promise: one record for all enterprises with facts of the label and group that stand; `mine`:
//   the import states the fact; days are texts
// params: change STRING, label STRING, group STRING, register STRING, columns LIST<STRING>,
//   day_columns LIST<STRING>, usccs LIST<STRING>
// returns: found LIST<LIST<ANY>> (uscc, standing: fact_id, mine, cells)
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:HOLDS|LISTED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE f.retracted_by IS NULL AND $label IN labels(f) AND f[$group] = $register
WITH uscc, collect([f.fact_id, coalesce(f.confirmed_by = $change, false),
  [column IN $columns |
    CASE WHEN column IN $day_columns THEN toString(f[column]) ELSE f[column] END]]) AS standing
RETURN collect([uscc, standing]) AS found
