// name: policies/create_programmes
// mode: write
// promise: these cultivation programmes exist, tied to the list of those who are in them
// params: rows LIST<MAP> (list STRING or NULL, fields MAP)
UNWIND $rows AS row
CREATE (p:Programme)
SET p = row.fields
WITH p, row
CALL (p, row) {
  MATCH (l:CreditList {code: row.list})
  CREATE (p)-[:ON]->(l)
}
