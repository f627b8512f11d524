// name: policies/create_conditions
// mode: write
// promise: these conditions exist, roots and members alike
// params: rows LIST<MAP> (code STRING, kind STRING and what its kind states)
UNWIND $rows AS row
CREATE (c:Condition)
SET c = row
