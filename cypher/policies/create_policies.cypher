// name: policies/create_policies
// mode: write
// promise: these policies exist
// params: rows LIST<MAP> (code STRING, number STRING, title STRING, gloss STRING, document STRING,
//   document_sha256 STRING, region STRING, zones LIST<STRING>, issuers LIST<STRING>,
//   issued_on DATE, effective_from DATE, effective_to DATE)
UNWIND $rows AS row
CREATE (p:Policy)
SET p = row
