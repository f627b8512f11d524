// name: notifying/day_state
// mode: read
// promise: the day that is being worked out or was last, how far, and whether it is done; no record
//   if there never was one
// params: none
// returns: day DATE, reached STRING, done BOOLEAN
MATCH (d:DayTurn {id: 'days'})
RETURN d.day AS day, d.reached AS reached, d.done AS done
