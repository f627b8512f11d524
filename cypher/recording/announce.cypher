// name: recording/announce
// mode: write
// promise: there is a change set of each id, from this commit on left out by readers until it is
//   published; one that there was before stays as it is
// params: ids LIST<STRING>, at ZONED DATETIME
UNWIND $ids AS id
MERGE (c:ChangeSet {id: id})
ON CREATE SET
  c.kind = 'mutation',
  c.started_at = $at,
  c.published_at = datetime('9999-12-31T00:00:00Z')
