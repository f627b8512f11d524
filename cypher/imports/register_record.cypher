// name: imports/register_record
// mode: read
// promise: one record for each enterprise: the facts of the label and group that stand, and those
//   that stood before the earlier change sets. `touched`: the import has done something to them
//   already; `later`: another change set did since the instant
// params: change STRING, earlier LIST<STRING>, since ZONED DATETIME, label STRING, group STRING,
//   register STRING, columns LIST<STRING>, usccs LIST<STRING>
// returns: uscc STRING, touched BOOLEAN, later BOOLEAN, facts LIST<MAP> (fact_id STRING,
//   stands BOOLEAN, brought BOOLEAN (by one of the earlier), cells LIST<ANY>)
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})
  USING INDEX SEEK e:Enterprise(uscc)
WITH uscc, COLLECT {
  MATCH (e)-[:HOLDS|LISTED]->(f)
  WHERE $label IN labels(f) AND f[$group] = $register
    AND (f.retracted_by IS NULL OR f.retracted_by IN $earlier OR f.change IN $earlier
      OR f.retracted_by = $change)
  RETURN f
} AS facts
RETURN
  uscc,
  any(f IN facts WHERE $change IN [f.change, f.retracted_by, f.confirmed_by]) AS touched,
  COUNT {
    UNWIND facts AS f
    MATCH (c:ChangeSet)
    WHERE c.id IN [f.change, f.retracted_by] AND NOT c.id IN $earlier AND c.id <> $change
      AND c.published_at > $since
  } > 0 AS later,
  [f IN facts WHERE f.retracted_by IS NULL
    OR (f.retracted_by IN $earlier AND NOT f.change IN $earlier) |
    f {.fact_id, stands: f.retracted_by IS NULL, brought: f.change IN $earlier,
      cells: [column IN $columns | f[column]]}] AS facts
