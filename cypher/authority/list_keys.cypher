// name: authority/list_keys
// mode: read
// promise: every key, the newest first
// params: none
// returns: key MAP
MATCH (k:ApiKey)
WHERE k.id >= ''
RETURN k {.*} AS key
ORDER BY k.issued_at DESC, k.id
