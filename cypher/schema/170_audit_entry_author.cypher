// name: schema/170_audit_entry_author
// mode: schema
// promise: the entries of an author are found in the order of their numbers
// params: none
CREATE INDEX audit_entry_author IF NOT EXISTS
FOR (n:AuditEntry) ON (n.author, n.number)
