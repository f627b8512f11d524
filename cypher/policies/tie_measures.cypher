// name: policies/tie_measures
// mode: write
// promise: parts are tied to their item, table tasks to the item they restate
// params: rows LIST<MAP> (code STRING, part_of STRING or NULL, task_of STRING or NULL)
UNWIND $rows AS row
MATCH (m:Measure {code: row.code})
CALL (m, row) {
  MATCH (whole:Measure {code: row.part_of})
  CREATE (m)-[:PART_OF]->(whole)
}
CALL (m, row) {
  MATCH (item:Measure {code: row.task_of})
  CREATE (m)-[:TASK_OF]->(item)
}
