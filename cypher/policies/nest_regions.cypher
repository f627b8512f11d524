// name: policies/nest_regions
// mode: write
// promise: each of these regions lies within its parent and no other
// params: rows LIST<MAP> (code STRING, parent STRING or NULL)
UNWIND $rows AS row
MATCH (r:Region {code: row.code})
CALL (r) {
  MATCH (r)-[old:WITHIN]->()
  DELETE old
}
CALL (r, row) {
  MATCH (p:Region {code: row.parent})
  CREATE (r)-[:WITHIN]->(p)
}
