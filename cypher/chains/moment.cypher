// name: chains/moment
// mode: read
// promise: one record: the instant of the latest publication, after which the same question has the
//   same answer until something is erased, the version of the rules, each null if there is none,
//   how often something was erased, and whether an openness is stated for any fact
// params: none
// returns: instant ZONED DATETIME, rules STRING, erasures INTEGER,
//   narrows BOOLEAN
RETURN head(COLLECT { MATCH (clock:ChangeClock {id: 'changes'}) RETURN clock.latest }) AS instant,
  head(COLLECT { MATCH (r:Rulebook {id: 'current'}) RETURN r.version }) AS rules,
  coalesce(head(COLLECT { MATCH (clock:ChangeClock {id: 'changes'}) RETURN clock.erasures }), 0)
    AS erasures,
  EXISTS { MATCH (f:Rating) WHERE f.openness > '' }
    OR EXISTS { MATCH (f:ListEntry) WHERE f.openness > '' }
    OR EXISTS { MATCH (f:Statement) WHERE f.openness > '' }
    OR EXISTS { MATCH (f:Commitment) WHERE f.openness > '' }
    OR EXISTS { MATCH (f:Violation) WHERE f.openness > '' } AS narrows
