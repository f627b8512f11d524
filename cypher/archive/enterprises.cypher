// name: archive/enterprises
// mode: read
// promise: enterprises after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, labels LIST<STRING>, row MAP
MATCH (n:Enterprise)
  USING INDEX SEEK n:Enterprise(uscc)
WHERE n.uscc > $after
WITH n ORDER BY n.uscc LIMIT $limit
RETURN n.uscc AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
