// name: archive/put_reject_pages
// mode: write
// promise: these pages of rejects are kept with the files of their imports
// params: rows LIST<MAP> (row MAP (change STRING, place, number INTEGER, lines LIST<STRING>))
UNWIND $rows AS each
MATCH (c:ChangeSet {id: each.row.change})-[:READS]->(f)
WHERE f.place = each.row.place
CREATE (f)-[:REJECTED]->(:RejectPage {number: each.row.number, lines: each.row.lines})
