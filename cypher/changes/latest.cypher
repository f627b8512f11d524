// name: changes/latest
// mode: read
// promise: at most one record, the instant of the latest publication
// params: none
// returns: instant ZONED DATETIME
MATCH (clock:ChangeClock {id: 'changes'})
WHERE clock.latest IS NOT NULL
RETURN clock.latest AS instant
