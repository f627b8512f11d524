// name: policies/create_measures
// mode: write
// promise: these measures exist, each contained in its policy at its place
// params: rows LIST<MAP> (policy STRING, order INTEGER, fields MAP)
UNWIND $rows AS row
MATCH (p:Policy {code: row.policy})
CREATE (m:Measure)
SET m = row.fields
CREATE (p)-[:CONTAINS {order: row.order}]->(m)
