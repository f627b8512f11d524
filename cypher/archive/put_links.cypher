// name: archive/put_links
// mode: write
// promise: these links are there, of the type, between their two enterprises
// params: relation STRING, rows LIST<MAP> (row MAP, start STRING, end STRING)
UNWIND $rows AS each
MATCH (a:Enterprise {uscc: each.start})
  USING INDEX SEEK a:Enterprise(uscc)
MATCH (b:Enterprise {uscc: each.end})
  USING INDEX SEEK b:Enterprise(uscc)
CREATE (a)-[f:$($relation)]->(b)
SET f = each.row
