// name: testing/ties
// mode: read
// promise: one record per relation between coded nodes, in an order that does not change
// params: none
// returns: start STRING, kind STRING, end STRING, order INTEGER
MATCH (a)-[r]->(b)
WHERE a.code IS NOT NULL AND b.code IS NOT NULL
RETURN a.code AS start, type(r) AS kind, b.code AS end, r.order AS order
ORDER BY start, kind, order, end
