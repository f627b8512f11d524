// name: chains/moment
// mode: read
// promise: one record: the instant of the latest publication, after which the same question has the
//   same answer for ever, and the version of the rules; each null if there is none
// params: none
// returns: instant ZONED DATETIME, rules STRING
RETURN head(COLLECT { MATCH (clock:ChangeClock {id: 'changes'}) RETURN clock.latest }) AS instant,
  head(COLLECT { MATCH (r:Rulebook {id: 'current'}) RETURN r.version }) AS rules
