// name: erasing/entries
// mode: write
// promise: these entries of the audit log have these texts, and say that it is not what was hashed
// params: rows LIST<MAP> (change STRING, data STRING)
UNWIND $rows AS row
MATCH (entry:AuditEntry {change: row.change})
  USING INDEX SEEK entry:AuditEntry(change)
SET entry.data = row.data
