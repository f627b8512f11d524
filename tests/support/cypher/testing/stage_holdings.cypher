// name: testing/stage_holdings
// mode: write
// promise: shares of ownership with all that is said of them, created in the order of the rows
// params: rows LIST<MAP>
UNWIND $rows AS row
MERGE (owner:Enterprise {uscc: row.owner})
MERGE (owned:Enterprise {uscc: row.owned})
CREATE (owner)-[o:OWNS]->(owned)
SET o = row.fact
