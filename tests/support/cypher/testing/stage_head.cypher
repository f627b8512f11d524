// name: testing/stage_head
// mode: write
// promise: the head of the audit log is as stated
// params: size INTEGER, peaks BYTES
MERGE (h:AuditHead {id: 'log'})
SET h.size = $size, h.peaks = $peaks
