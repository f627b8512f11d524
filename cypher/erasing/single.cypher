// name: erasing/single
// mode: read
// promise: those of these change sets that are single changes, not imports of files
// params: changes LIST<STRING>
// returns: id STRING
UNWIND $changes AS change
MATCH (c:ChangeSet {id: change})
  USING INDEX SEEK c:ChangeSet(id)
WHERE c.kind = 'mutation' AND NOT c:Import
RETURN DISTINCT c.id AS id
