// name: policies/create_members
// mode: write
// promise: these collective bodies are tied to their members
// params: rows LIST<MAP> (collective STRING, member STRING)
UNWIND $rows AS row
MATCH (c:Agency {code: row.collective})
WITH row, c
MATCH (m:Agency {code: row.member})
CREATE (c)-[:MEMBER]->(m)
