// name: changes/tick
// mode: write
// promise: an instant later than any it gave before, `now` if possible; the clock stays locked
//   until the transaction ends. Neo4j takes the lock before it reads, since the property that is
//   set is the one that is read.
// params: now ZONED DATETIME
// returns: instant ZONED DATETIME
MERGE (clock:ChangeClock {id: 'changes'})
SET clock.latest =
  CASE
    WHEN clock.latest IS NULL OR clock.latest < $now THEN $now
    ELSE clock.latest + duration({microseconds: 1})
  END
RETURN clock.latest AS instant
