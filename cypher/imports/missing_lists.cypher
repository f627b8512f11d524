// name: imports/missing_lists
// mode: read
// promise: some of the entries in force on the day, for enterprises of the regions, that the
//   import does not state, and the names of those enterprises
// params: change STRING, register STRING, regions LIST<STRING>, day DATE, columns LIST<STRING>,
//   batch INTEGER
// returns: fact_id STRING, name STRING, cells LIST<ANY>
MATCH (f:ListEntry {list: $register})
WHERE f.valid_from <= $day AND (f.valid_to IS NULL OR f.valid_to > $day)
  AND f.retracted_by IS NULL AND coalesce(f.confirmed_by, '') <> $change
MATCH (f)<-[:LISTED]-()-[:DESCRIBED]->(d)
WHERE d.retracted_by IS NULL AND d.region IN $regions
  AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
RETURN f.fact_id AS fact_id, d.name AS name, [column IN $columns | f[column]] AS cells
LIMIT $batch
