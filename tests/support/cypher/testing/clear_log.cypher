// name: testing/clear_log
// mode: write
// promise: the audit log is empty
// params: none
MATCH (n:AuditEntry|AuditHead|AuditSubtree|FactSalt)
DETACH DELETE n
