// name: archive/occupied
// mode: read
// promise: whether the database holds anything of a graph, or of a restoration that has begun
// params: none
// returns: occupied BOOLEAN, restoring STRING or NULL, done INTEGER or NULL
RETURN
  EXISTS { MATCH (:ChangeClock {id: 'changes'}) } OR EXISTS { MATCH (:Rulebook {id: 'current'}) }
    AS occupied,
  COLLECT { MATCH (r:Restoration {id: 'restoration'}) RETURN r.archive }[0] AS restoring,
  COLLECT { MATCH (r:Restoration {id: 'restoration'}) RETURN r.done }[0] AS done
