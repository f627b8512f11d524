// name: schema/171_audit_entry_agency
// mode: schema
// promise: the entries of an agency are found in the order of their numbers
// params: none
CREATE INDEX audit_entry_agency IF NOT EXISTS
FOR (n:AuditEntry) ON (n.agency, n.number)
