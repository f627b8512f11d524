// name: policies/create_agencies
// mode: write
// promise: these agencies exist, each in its region
// params: rows LIST<MAP> (code STRING, name STRING, gloss STRING, region STRING,
//   aliases LIST<STRING>, collective BOOLEAN)
UNWIND $rows AS row
MATCH (r:Region {code: row.region})
CREATE (a:Agency {
  code: row.code,
  name: row.name,
  gloss: row.gloss,
  region: row.region,
  aliases: row.aliases,
  collective: row.collective
})
CREATE (a)-[:IN_REGION]->(r)
