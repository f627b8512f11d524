// name: notifying/reach
// mode: write
// promise: one record if the day had been worked out as far as `before`, and now it is as far as
//   `reached`; none if it had not, so that nothing is written twice
// params: day DATE, before STRING, reached STRING, done BOOLEAN
// returns: day DATE
MATCH (d:DayTurn {id: 'days'})
SET d.turns = d.turns + 1
WITH d
WHERE d.day = $day AND d.reached = $before AND NOT d.done
SET d.reached = $reached, d.done = $done
RETURN d.day AS day
