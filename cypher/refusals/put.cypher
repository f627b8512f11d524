// name: refusals/put
// mode: write
// promise: every record is kept, each once
// params: rows LIST<MAP> (id STRING, at ZONED DATETIME, subject STRING, agency STRING,
//   kind STRING, token_id STRING, action STRING, refusal STRING, message STRING, uscc STRING, key STRING, lost INTEGER)
UNWIND $rows AS row
MERGE (record:RefusedAttempt {id: row.id})
SET record = row
