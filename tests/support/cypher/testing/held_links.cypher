// name: testing/held_links
// mode: read
// promise: every relation, with the ids of its ends
// params: none
// returns: source STRING, target STRING, kind STRING, properties MAP
MATCH (a)-[r]->(b)
RETURN elementId(a) AS source, elementId(b) AS target, type(r) AS kind, properties(r) AS properties
