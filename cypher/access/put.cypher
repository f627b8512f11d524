// name: access/put
// mode: write
// promise: every record is kept, each once
// params: rows LIST<MAP> (id STRING, at ZONED DATETIME, subject STRING, agency STRING,
//   kind STRING, token_id STRING, question STRING, operation STRING, uscc STRING, lost INTEGER)
UNWIND $rows AS row
MERGE (record:AccessRecord {id: row.id})
SET record = row
