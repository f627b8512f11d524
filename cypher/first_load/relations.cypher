// name: first_load/relations
// mode: read
// promise: every relation that begins at these nodes
// params: keys LIST<STRING>
// returns: start STRING, type STRING, properties MAP, end STRING
UNWIND $keys AS key
MATCH (n) WHERE elementId(n) = key
MATCH (n)-[r]->(m)
RETURN key AS start, type(r) AS type, properties(r) AS properties, elementId(m) AS end
