// name: notifying/take_lease
// mode: write
// promise: one record, whether the holder has the lease, by the database's clock, for so many
//   seconds from now: it had it before, nobody had, or the other's time is over
// params: name STRING, holder STRING, seconds INTEGER
// returns: held BOOLEAN
MERGE (l:Lease {name: $name})
SET l.turns = coalesce(l.turns, 0) + 1
WITH l, datetime.realtime() AS now
WITH l, now, l.holder IS NULL OR l.holder = $holder OR l.until <= now AS free
SET
  l.holder = CASE WHEN free THEN $holder ELSE l.holder END,
  l.until = CASE WHEN free THEN now + duration({seconds: $seconds}) ELSE l.until END
RETURN free AS held
