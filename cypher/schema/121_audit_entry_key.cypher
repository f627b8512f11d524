// name: schema/121_audit_entry_key
// mode: schema
// promise: entries of the audit log are found by their number, each once
// params: none
CREATE CONSTRAINT audit_entry_key IF NOT EXISTS
FOR (n:AuditEntry) REQUIRE n.number IS UNIQUE
