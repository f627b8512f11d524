// name: archive/put_import_files
// mode: write
// promise: these imports read these files
// params: rows LIST<MAP> (row MAP (change STRING), parts LIST<MAP>)
UNWIND $rows AS each
MATCH (c:ChangeSet {id: each.row.change})
FOREACH (part IN each.parts |
  CREATE (c)-[:READS]->(f:ImportFile)
  SET f = part
)
