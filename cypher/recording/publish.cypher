// name: recording/publish
// mode: write
// promise: the change set shows once this is committed, since an instant later than any other's,
//   with what came of it; the ids of imports that are unfinished, beside which nothing may be
//   published. No import begins until the transaction ends: the clock is locked
// params: id STRING, now ZONED DATETIME, outcome MAP (outcome STRING, facts LIST<STRING>,
//   usccs LIST<STRING>, effective_on DATE, rules STRING)
// returns: published_at ZONED DATETIME, unfinished LIST<STRING>
MERGE (clock:ChangeClock {id: 'changes'})
SET clock.latest =
  CASE
    WHEN clock.latest IS NULL OR clock.latest < $now THEN $now
    ELSE clock.latest + duration({microseconds: 1})
  END
WITH clock.latest AS instant
CALL () {
  MATCH (i:ChangeSet)
  WHERE i.published_at >= datetime('9999-12-31T00:00:00Z') AND i:Import
  RETURN collect(i.id) AS unfinished
}
MATCH (c:ChangeSet {id: $id})
SET c.published_at = instant, c += $outcome
RETURN instant AS published_at, unfinished
