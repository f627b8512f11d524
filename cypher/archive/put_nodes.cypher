// name: archive/put_nodes
// mode: write
// promise: these nodes are there
// params: rows LIST<MAP> (labels LIST<STRING>, row MAP)
UNWIND $rows AS each
CREATE (n:$(each.labels))
SET n = each.row
