// name: policies/tie_conditions
// mode: write
// promise: each condition hangs on its measure or on the group that holds it, members in order,
//   and on the vocabulary that it speaks of
// params: rows LIST<MAP> (code STRING, and what applies of requires STRING, excludes STRING,
//   parent STRING, order INTEGER, schemes, lists, regions, zones LIST<STRING>)
UNWIND $rows AS row
MATCH (c:Condition {code: row.code})
CALL (c, row) {
  MATCH (m:Measure {code: row.requires})
  CREATE (m)-[:REQUIRES]->(c)
}
CALL (c, row) {
  MATCH (m:Measure {code: row.excludes})
  CREATE (m)-[:EXCLUDES]->(c)
}
CALL (c, row) {
  MATCH (group:Condition {code: row.parent})
  CREATE (group)-[:HAS {order: row.order}]->(c)
}
CALL (c, row) {
  CALL (row) {
    UNWIND row.schemes AS code MATCH (t:Scheme {code: code}) RETURN t
    UNION ALL
    UNWIND row.lists AS code MATCH (t:CreditList {code: code}) RETURN t
    UNION ALL
    UNWIND row.regions AS code MATCH (t:Region {code: code}) RETURN t
    UNION ALL
    UNWIND row.zones AS code MATCH (t:Zone {code: code}) RETURN t
  }
  CREATE (c)-[:ON]->(t)
}
