// name: archive/subtrees
// mode: read
// promise: subtrees of the audit log after a key, in its order, published or not, at most `limit`
// params: after INTEGER, limit INTEGER
// returns: key INTEGER, labels LIST<STRING>, row MAP
MATCH (n:AuditSubtree)
  USING INDEX SEEK n:AuditSubtree(place)
WHERE n.place > $after
WITH n ORDER BY n.place LIMIT $limit
RETURN n.place AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
