// name: first_load/put_nodes
// mode: write
// promise: each row is a node with these labels and properties
// params: rows LIST<MAP> (key STRING, labels LIST<STRING>, properties MAP)
// returns: key STRING, placed STRING (the id of the node)
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.properties
RETURN row.key AS key, elementId(n) AS placed
