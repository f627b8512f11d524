// name: testing/shape
// mode: read
// promise: every relation type with the labels it runs between, as the data has them
// params: none
// returns: start STRING, type STRING, end STRING
// allows: label-scan because a small test database is looked at whole
MATCH (a)-[r]->(b)
RETURN DISTINCT labels(a)[0] AS start, type(r) AS type, labels(b)[0] AS end
ORDER BY start, type, end
