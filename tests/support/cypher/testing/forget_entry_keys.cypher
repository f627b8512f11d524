// name: testing/forget_entry_keys
// mode: write
// promise: entries of the audit log are as they were before they had what they are found by
// params: none
// returns: done INTEGER
MATCH (entry:AuditEntry)
REMOVE entry.kind, entry.author, entry.agency
RETURN count(*) AS done
