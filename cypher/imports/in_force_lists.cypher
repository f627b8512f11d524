// name: imports/in_force_lists
// mode: read
// promise: how many entries of the list are in force on the day for enterprises of the regions,
//   and how many of those the import does not state
// params: change STRING, register STRING, regions LIST<STRING>, day DATE
// returns: standing INTEGER, missing INTEGER
MATCH (f:ListEntry {list: $register})
WHERE f.valid_from <= $day AND (f.valid_to IS NULL OR f.valid_to > $day)
  AND f.change <> $change
  AND (f.retracted_by IS NULL OR f.retracted_by = $change)
  AND EXISTS {
    (f)<-[:LISTED]-()-[:DESCRIBED]->(d)
    WHERE d.retracted_by IS NULL AND d.region IN $regions
      AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
  }
RETURN
  count(*) AS standing,
  count(CASE WHEN f.retracted_by IS NULL AND coalesce(f.confirmed_by, '') <> $change THEN 1 END)
    AS missing
