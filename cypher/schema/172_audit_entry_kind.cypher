// name: schema/172_audit_entry_kind
// mode: schema
// promise: the entries of a kind are found in the order of their numbers
// params: none
CREATE INDEX audit_entry_kind IF NOT EXISTS
FOR (n:AuditEntry) ON (n.kind, n.number)
