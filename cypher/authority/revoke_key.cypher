// name: authority/revoke_key
// mode: write
// promise: the key is revoked since the first call; no record if there is no such key
// params: id STRING, at ZONED DATETIME
// returns: key MAP
MATCH (k:ApiKey {id: $id})
SET k.revoked_at = coalesce(k.revoked_at, $at)
RETURN k {.*} AS key
