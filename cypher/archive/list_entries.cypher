// name: archive/list_entries
// mode: read
// promise: list entries after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, labels LIST<STRING>, row MAP
MATCH (n:ListEntry)
  USING INDEX SEEK n:ListEntry(fact_id)
WHERE n.fact_id > $after
WITH n ORDER BY n.fact_id LIMIT $limit
RETURN n.fact_id AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
