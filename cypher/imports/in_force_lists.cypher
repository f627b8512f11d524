// name: imports/in_force_lists
// mode: read
// promise: how many entries of the list were in force on the day for enterprises of the regions
//   before the import
// params: change STRING, register STRING, regions LIST<STRING>, day DATE
// returns: standing INTEGER
MATCH (f:ListEntry {list: $register})
WHERE f.valid_from <= $day AND (f.valid_to IS NULL OR f.valid_to > $day)
  AND f.change <> $change
  AND (f.retracted_by IS NULL OR f.retracted_by = $change)
  AND EXISTS {
    (f)<-[:LISTED]-()-[:DESCRIBED]->(d)
    WHERE d.retracted_by IS NULL AND d.region IN $regions
      AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
  }
RETURN count(*) AS standing
