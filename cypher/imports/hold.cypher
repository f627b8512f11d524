// name: imports/hold
// mode: write
// promise: one record if the import is still this run's to go on with, and it stays so until the
//   transaction ends; none if another run took it over, or it was abandoned or published.
//   The node is locked by the property that is set before the others are read.
// params: change STRING, run STRING
// returns: change STRING
MATCH (c:ChangeSet {id: $change})
SET c.turns = coalesce(c.turns, 0) + 1
WITH c
WHERE c.run = $run
  AND c.abandoned_at IS NULL
  AND c.published_at >= datetime('9999-12-31T00:00:00Z')
RETURN c.id AS change
