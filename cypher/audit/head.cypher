// name: audit/head
// mode: read
// promise: the head of the audit log, or no record if nothing was ever logged
// params: none
// returns: size INTEGER, peaks BYTES
MATCH (h:AuditHead {id: 'log'})
RETURN h.size AS size, h.peaks AS peaks
