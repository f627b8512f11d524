// name: archive/statements
// mode: read
// promise: statements after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, labels LIST<STRING>, row MAP
MATCH (n:Statement)
  USING INDEX SEEK n:Statement(fact_id)
WHERE n.fact_id > $after
WITH n ORDER BY n.fact_id LIMIT $limit
RETURN n.fact_id AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
