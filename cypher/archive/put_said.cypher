// name: archive/put_said
// mode: write
// promise: these facts that are said of enterprises are there, tied by the relation to their
//   enterprises, and to the scheme or list if they have one
// params: label STRING, relation STRING, rows LIST<MAP> (row MAP)
UNWIND $rows AS each
MATCH (e:Enterprise {uscc: each.row.uscc})
  USING INDEX SEEK e:Enterprise(uscc)
CREATE (e)-[:$($relation)]->(f:$($label))
SET f = each.row
WITH f
CALL (f) {
  WITH f WHERE $label = 'Rating'
  MERGE (g:Scheme {code: f.scheme})
  CREATE (f)-[:ON]->(g)
}
CALL (f) {
  WITH f WHERE $label = 'ListEntry'
  MERGE (g:CreditList {code: f.list})
  CREATE (f)-[:ON]->(g)
}
