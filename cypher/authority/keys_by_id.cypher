// name: authority/keys_by_id
// mode: read
// promise: one record per id that is a key's
// params: ids LIST<STRING>
// returns: key MAP
UNWIND $ids AS id
MATCH (k:ApiKey {id: id})
RETURN k {.*} AS key
