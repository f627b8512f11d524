// name: policies/create_obligations
// mode: write
// promise: these obligations exist, each owed under its policy
// params: rows LIST<MAP> (policy STRING, fields MAP)
UNWIND $rows AS row
MATCH (p:Policy {code: row.policy})
CREATE (o:Obligation)
SET o = row.fields
CREATE (p)-[:OWES]->(o)
