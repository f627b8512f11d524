// name: policies/put_zones
// mode: write
// promise: these zones exist, each within its region and no other
// params: rows LIST<MAP> (code STRING, name STRING, gloss STRING, region STRING)
UNWIND $rows AS row
MERGE (z:Zone {code: row.code})
SET z.name = row.name, z.gloss = row.gloss
WITH z, row
CALL (z) {
  MATCH (z)-[old:WITHIN]->()
  DELETE old
}
CALL (z, row) {
  MATCH (r:Region {code: row.region})
  CREATE (z)-[:WITHIN]->(r)
}
