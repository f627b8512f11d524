// name: testing/stage_supplies
// mode: write
// promise: supply links with all that is said of them, created in the order of the rows
// params: rows LIST<MAP>
UNWIND $rows AS row
MERGE (supplier:Enterprise {uscc: row.supplier})
MERGE (customer:Enterprise {uscc: row.customer})
CREATE (supplier)-[s:SUPPLIES]->(customer)
SET s = row.fact
