// name: authority/put_key
// mode: write
// promise: the key is kept; a key that is there already stays as it is
// params: key MAP (id STRING, digest STRING, kind STRING, label STRING, agency STRING,
//   scopes LIST<STRING>, regions LIST<STRING>, issued_at ZONED DATETIME,
//   expires_at ZONED DATETIME)
MERGE (k:ApiKey {id: $key.id})
ON CREATE SET k += $key
