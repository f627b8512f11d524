// name: schema/122_audit_entry_change
// mode: schema
// promise: a change set has at most one entry in the audit log, and it is found by it
// params: none
CREATE CONSTRAINT audit_entry_change IF NOT EXISTS
FOR (n:AuditEntry) REQUIRE n.change IS UNIQUE
