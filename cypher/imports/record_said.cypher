// name: imports/record_said
// mode: write
// promise: each row is a fact now, unpublished: something said of an enterprise, as a node with
//   the label, tied to the enterprise by the relation, and to its scheme or list if it has one
// params: change STRING, at ZONED DATETIME, label STRING, relation STRING, rows LIST<MAP>
//   (index INTEGER, fact MAP)
UNWIND $rows AS row
MATCH (e:Enterprise {uscc: row.fact.uscc})
  USING INDEX SEEK e:Enterprise(uscc)
CREATE (e)-[:$($relation)]->(f:$($label))
SET f = row.fact, f.change = $change, f.recorded_at = $at
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
