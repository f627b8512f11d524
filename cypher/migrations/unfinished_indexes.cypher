// name: migrations/unfinished_indexes
// mode: read
// promise: one record per index that cannot be used yet
// params: none
// returns: name STRING, state STRING (POPULATING or FAILED)
SHOW INDEXES YIELD name, state
WHERE state <> 'ONLINE'
RETURN name, state
ORDER BY name
