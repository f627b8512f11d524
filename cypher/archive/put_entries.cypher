// name: archive/put_entries
// mode: write
// promise: these entries of the audit log are there with their salts
// params: rows LIST<MAP> (row MAP, parts LIST<MAP>)
UNWIND $rows AS each
CREATE (n:AuditEntry)
SET n = each.row
FOREACH (part IN each.parts |
  CREATE (n)-[:SALTS]->(s:FactSalt)
  SET s = part
)
