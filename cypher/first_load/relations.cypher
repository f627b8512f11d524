// name: first_load/relations
// mode: read
// promise: of each of these nodes the relations that begin there
// params: keys LIST<STRING>
// returns: start STRING, relations LIST<MAP> (type STRING, properties MAP, end STRING)
UNWIND $keys AS key
MATCH (n) WHERE elementId(n) = key
RETURN
  key AS start,
  COLLECT {
    MATCH (n)-[r]->(m)
    RETURN {type: type(r), properties: properties(r), end: elementId(m)}
  } AS relations
