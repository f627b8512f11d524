// name: policies/create_duties
// mode: write
// promise: these duties exist between the agency that carries them and what they are about
// params: rows LIST<MAP> (agency STRING, subject STRING, fields MAP)
UNWIND $rows AS row
MATCH (a:Agency {code: row.agency})
CREATE (d:Duty)
SET d = row.fields
CREATE (a)-[:CARRIES]->(d)
WITH d, row
CALL (row) {
  MATCH (s:Measure {code: row.subject}) RETURN s
  UNION ALL
  MATCH (s:Obligation {code: row.subject}) RETURN s
}
CREATE (d)-[:ABOUT]->(s)
