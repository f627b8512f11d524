// name: imports/note_ended
// mode: write
// promise: the full list has on record how many facts it ends
// params: change STRING, count INTEGER
// returns: id STRING
MATCH (c:ChangeSet {id: $change})
SET c.ended_facts = $count
RETURN c.id AS id
