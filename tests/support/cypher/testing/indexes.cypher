// name: testing/indexes
// mode: read
// promise: one record per index, those of constraints too
// params: none
// returns: name STRING, state STRING
SHOW INDEXES YIELD name, type, state
WHERE type <> 'LOOKUP'
RETURN name, state
