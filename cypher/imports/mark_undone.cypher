// name: imports/mark_undone
// mode: write
// promise: the import is marked as undone by the change set
// params: id STRING, change STRING
MATCH (c:ChangeSet {id: $id})
SET c.undone_by = $change
