// name: schema/173_audit_entry_at
// mode: schema
// promise: the first entry at or after an instant is found by it
// params: none
CREATE INDEX audit_entry_at IF NOT EXISTS
FOR (n:AuditEntry) ON (n.at)
