// name: changes/forget
// mode: write
// promise: the abandoned change set itself is gone; only when nothing of it is left
// params: id STRING
MATCH (c:ChangeSet {id: $id})
WHERE c.abandoned_at IS NOT NULL
DELETE c
