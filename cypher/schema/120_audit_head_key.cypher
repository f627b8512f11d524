// name: schema/120_audit_head_key
// mode: schema
// promise: there is at most one head of the audit log
// params: none
CREATE CONSTRAINT audit_head_key IF NOT EXISTS
FOR (n:AuditHead) REQUIRE n.id IS UNIQUE
