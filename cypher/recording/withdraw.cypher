// name: recording/withdraw
// mode: write
// promise: the change set is gone if it was only announced. It is locked before it is looked at, so
//   that one whose transaction is under way is waited for, and stays
// params: id STRING
MATCH (c:ChangeSet {id: $id})
SET c.kind = 'mutation'
WITH c
WHERE c.digest IS NULL
DELETE c
