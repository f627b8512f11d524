// name: imports/in_force_ratings
// mode: read
// promise: how many ratings of the scheme were in force on the day for enterprises of the regions
//   before the import
// params: change STRING, register STRING, levels LIST<STRING>, regions LIST<STRING>, day DATE
// returns: standing INTEGER
UNWIND $levels AS level
MATCH (f:Rating {scheme: $register, level: level})
WHERE f.valid_from <= $day AND (f.valid_to IS NULL OR f.valid_to > $day)
  AND f.change <> $change
  AND (f.retracted_by IS NULL OR f.retracted_by = $change)
  AND EXISTS {
    (f)<-[:HOLDS]-()-[:DESCRIBED]->(d)
    WHERE d.retracted_by IS NULL AND d.region IN $regions
      AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
  }
RETURN count(*) AS standing
