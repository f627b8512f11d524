// name: notifying/load
// mode: read
// promise: one record: what the change set is, and how many rows of its files were taken; none
//   if it was made of no file
// params: change STRING
// returns: kind, action, register, region STRING, list_day DATE, taken LIST<INTEGER> (of each file)
MATCH (c:ChangeSet {id: $change})
RETURN
  c.kind AS kind,
  c.action AS action,
  c.register AS register,
  c.region AS region,
  c.list_day AS list_day,
  COLLECT { MATCH (c)-[:READS]->(f) RETURN f.added + f.corrected } AS taken
