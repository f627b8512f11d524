// name: archive/finish
// mode: write
// promise: the graph is as of the instant: its clock and the heads of its logs stand where the archive
//   ends
// params: at ZONED DATETIME, entries INTEGER, peaks BYTES, notices INTEGER, days MAP
MERGE (clock:ChangeClock {id: 'changes'})
SET clock.latest = $at
WITH clock
CALL () {
  WITH $entries AS entries WHERE entries > 0
  MERGE (a:AuditHead {id: 'log'})
  SET a.size = entries, a.peaks = $peaks
}
CALL () {
  WITH $notices AS notices WHERE notices > 0
  MERGE (l:ChangeLogHead {id: 'log'})
  SET l.length = notices
}
CALL () {
  WITH $days AS days WHERE days IS NOT NULL
  MERGE (d:DayTurn {id: 'days'})
  SET d = days
}
