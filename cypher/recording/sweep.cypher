// name: recording/sweep
// mode: write
// promise: change sets of single changes that were announced before the instant and never begun,
//   because a process was killed in between, are gone
// params: before ZONED DATETIME
MATCH (c:ChangeSet)
WHERE c.published_at >= datetime('9999-12-31T00:00:00Z')
  AND c.kind = 'mutation' AND c.digest IS NULL AND c.started_at < $before AND NOT c:Import
SET c.kind = 'mutation'
WITH c
WHERE c.digest IS NULL
DELETE c
