// name: notifying/release_lease
// mode: write
// promise: the holder has the lease no more; anybody may take it at once
// params: name STRING, holder STRING
MATCH (l:Lease {name: $name})
WHERE l.holder = $holder
REMOVE l.holder, l.until
