// name: archive/advance
// mode: write
// promise: one record if `done` pages of the archive are there now, this one among them, and none was
//   there before but those that came before it; none if another run has put it
// params: archive STRING, done INTEGER
// returns: done INTEGER
MATCH (r:Restoration {id: 'restoration'})
SET r.turns = coalesce(r.turns, 0) + 1
WITH r
WHERE r.archive = $archive AND r.done = $done - 1
SET r.done = $done
RETURN r.done AS done
