// name: recording/withdraw
// mode: write
// promise: of these change sets those are gone that were only announced. Each is locked before it
//   is looked at, so that one whose transaction is under way is waited for, and stays
// params: ids LIST<STRING>
UNWIND $ids AS id
MATCH (c:ChangeSet {id: id})
SET c.kind = 'mutation'
WITH c
WHERE c.digest IS NULL
DELETE c
