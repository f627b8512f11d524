// name: recording/suppose
// mode: write
// promise: the change set shows inside this transaction, which is not committed; what
//   recording/publish gives, without its lock
// params: id STRING, now ZONED DATETIME, outcome MAP (as recording/publish)
// returns: published_at ZONED DATETIME, unfinished LIST<STRING>
CALL () {
  OPTIONAL MATCH (clock:ChangeClock {id: 'changes'})
  RETURN
    CASE
      WHEN clock.latest IS NULL OR clock.latest < $now THEN $now
      ELSE clock.latest + duration({microseconds: 1})
    END AS instant
}
CALL () {
  MATCH (i:ChangeSet)
  WHERE i.published_at >= datetime('9999-12-31T00:00:00Z') AND i:Import
  RETURN collect(i.id) AS unfinished
}
MATCH (c:ChangeSet {id: $id})
SET c.published_at = instant, c += $outcome
RETURN instant AS published_at, unfinished
