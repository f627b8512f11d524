// name: first_load/put_relations
// mode: write
// promise: each row is a relation between two nodes that are there
// params: rows LIST<MAP> (start STRING, type STRING, properties MAP, end STRING)
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.start
MATCH (b) WHERE elementId(b) = row.end
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
