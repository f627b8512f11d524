// name: testing/lease_end
// mode: read
// promise: who has a lease, and until when if they do not renew it
// params: name STRING
// returns: holder STRING, until ZONED DATETIME
MATCH (l:Lease {name: $name})
RETURN l.holder AS holder, l.until AS until
