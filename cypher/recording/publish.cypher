// name: recording/publish
// mode: write
// promise: the change set shows once this is committed, since an instant later than any other's,
//   with what came of it; the ids of imports that are unfinished, beside which nothing may be published; whether anything
//   was published since `latest` that may move a decision on the enterprises: all but mutations
//   about others than `partners`, and than who deals with the enterprises or the partners; and the
//   head of the audit log with what the change set is. The clock is locked until the transaction
//   ends, so that no import begins and nothing else is published, and so is the audit log
// params: id STRING, now ZONED DATETIME, outcome MAP (outcome STRING, facts LIST<STRING>,
//   usccs LIST<STRING>, effective_on DATE, rules STRING), latest ZONED DATETIME (NULL where nothing
//   was worked out), partners LIST<STRING>
// returns: published_at ZONED DATETIME, unfinished LIST<STRING>, is_stale BOOLEAN, size INTEGER,
//   peaks BYTES (32 for each), about MAP
MERGE (clock:ChangeClock {id: 'changes'})
SET clock.latest =
  CASE
    WHEN clock.latest IS NULL OR clock.latest < $now THEN $now
    ELSE clock.latest + duration({microseconds: 1})
  END
WITH clock.latest AS instant
CALL (instant) {
  MATCH (i:ChangeSet)
  WHERE i.published_at >= datetime('9999-12-31T00:00:00Z') AND i:Import AND instant IS NOT NULL
  RETURN collect(i.id) AS unfinished
}
CALL (instant) {
  // The last one may have been half there when `latest` was read.
  MATCH (r:ChangeSet)
  WHERE r.published_at >= $latest AND r.published_at < instant AND r.id <> $id
  RETURN count(CASE
    WHEN r.kind <> 'mutation' OR size(coalesce(r.usccs, [])) = 0 THEN 1
    WHEN any(uscc IN r.usccs WHERE uscc IN $partners) THEN 1
    WHEN EXISTS {
      UNWIND [each IN r.usccs WHERE NOT each IN $outcome.usccs] AS theirs
      MATCH (a:Enterprise {uscc: theirs})
        USING INDEX SEEK a:Enterprise(uscc)
      UNWIND $outcome.usccs + $partners AS ours
      MATCH (b:Enterprise {uscc: ours})
        USING INDEX SEEK b:Enterprise(uscc)
      MATCH (a)-[:SUPPLIES]-(b)
    } THEN 1
  END) > 0 AS is_stale
}
MATCH (c:ChangeSet {id: $id})
SET c.published_at = instant, c += $outcome
MERGE (h:AuditHead {id: 'log'})
ON CREATE SET h.size = 0
SET h.turns = coalesce(h.turns, 0) + 1
RETURN instant AS published_at, unfinished, is_stale, h.size AS size, h.peaks AS peaks,
  properties(c) AS about
