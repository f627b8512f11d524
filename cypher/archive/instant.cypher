// name: archive/instant
// mode: write
// promise: up to where everything is published at one instant: the instant itself, the audit log, the
//   change log, and how far the days are worked out. Nobody publishes until the transaction ends:
//   what is set takes the lock before what is read
// params: none
// returns: at ZONED DATETIME, entries INTEGER, peaks BYTES, notices INTEGER, days MAP
MERGE (clock:ChangeClock {id: 'changes'})
SET clock.turns = coalesce(clock.turns, 0) + 1
WITH clock
OPTIONAL MATCH (l:ChangeLogHead {id: 'log'})
SET l.turns = coalesce(l.turns, 0) + 1
WITH clock, l
OPTIONAL MATCH (a:AuditHead {id: 'log'})
OPTIONAL MATCH (d:DayTurn {id: 'days'})
RETURN
  clock.latest AS at,
  coalesce(a.size, 0) AS entries,
  a.peaks AS peaks,
  coalesce(l.length, 0) AS notices,
  d {.*} AS days
