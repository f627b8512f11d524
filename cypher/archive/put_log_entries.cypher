// name: archive/put_log_entries
// mode: write
// promise: these entries of the change log are there with their notices
// params: rows LIST<MAP> (row MAP, parts LIST<MAP>)
UNWIND $rows AS each
CREATE (n:LogEntry)
SET n = each.row
FOREACH (part IN each.parts |
  CREATE (n)-[:TELLS]->(s:ChangeNotice)
  SET s = part
)
