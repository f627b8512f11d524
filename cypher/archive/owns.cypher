// name: archive/owns
// mode: read
// promise: holdings after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, row MAP (with `start` and `end`, the codes of the two enterprises)
MATCH (a)-[f:OWNS]->(b)
  USING INDEX SEEK f:OWNS(fact_id)
WHERE f.fact_id > $after
WITH f, a, b ORDER BY f.fact_id LIMIT $limit
RETURN f.fact_id AS key, f {.*, start: a.uscc, end: b.uscc} AS row
ORDER BY key
