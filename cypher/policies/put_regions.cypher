// name: policies/put_regions
// mode: write
// promise: these regions exist with these names
// params: rows LIST<MAP> (code STRING, name STRING, gloss STRING)
UNWIND $rows AS row
MERGE (r:Region {code: row.code})
SET r.name = row.name, r.gloss = row.gloss
