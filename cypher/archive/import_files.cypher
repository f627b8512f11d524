// name: archive/import_files
// mode: read
// promise: the files of imports after the id of a change set, one record for each import that has
//   any, in the order of the ids, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, row MAP (change STRING), parts LIST<MAP>
MATCH (c:ChangeSet)
  USING INDEX SEEK c:ChangeSet(id)
WHERE c.id > $after AND EXISTS { (c)-[:READS]->() }
WITH c ORDER BY c.id LIMIT $limit
RETURN
  c.id AS key,
  {change: c.id} AS row,
  COLLECT {
    MATCH (c)-[:READS]->(f)
    RETURN f {.*} ORDER BY f.place
  } AS parts
ORDER BY key
