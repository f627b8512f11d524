// name: archive/api_keys
// mode: read
// promise: API keys after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, labels LIST<STRING>, row MAP
MATCH (n:ApiKey)
  USING INDEX SEEK n:ApiKey(id)
WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
