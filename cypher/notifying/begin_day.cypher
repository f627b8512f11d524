// name: notifying/begin_day
// mode: write
// promise: one record if the day is begun, after the one before is done, or as the first of all,
//   which counts as done; none if somebody else has begun it
// params: day DATE, before DATE
// returns: day DATE
MERGE (d:DayTurn {id: 'days'})
SET d.turns = coalesce(d.turns, 0) + 1
WITH d
WHERE d.day IS NULL OR (d.done AND d.day = $before)
SET d.done = d.day IS NULL, d.day = $day, d.reached = ''
RETURN d.day AS day
