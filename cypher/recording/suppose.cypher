// name: recording/suppose
// mode: write
// promise: the change set shows inside this transaction, since an instant that may come to be its
//   own, with what came of it; nothing is locked. `latest` is that of the last publication: what
//   is published beside this transaction comes after it, or is it; 1970 before there was any
// params: id STRING, now ZONED DATETIME, outcome MAP (outcome STRING, facts LIST<STRING>,
//   usccs LIST<STRING>, effective_on DATE, rules STRING)
// returns: published_at ZONED DATETIME, unfinished LIST<STRING>, latest ZONED DATETIME
CALL () {
  OPTIONAL MATCH (clock:ChangeClock {id: 'changes'})
  RETURN
    coalesce(clock.latest, datetime('1970-01-01T00:00:00Z')) AS latest,
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
RETURN instant AS published_at, unfinished, latest
