// name: erasing/salts
// mode: write
// promise: the salts by which the audit log commits to these facts are gone
// params: rows LIST<MAP> (fact_id STRING, change STRING, retracted_by STRING or NULL)
// returns: erased INTEGER
UNWIND $rows AS row
UNWIND [row.change, row.retracted_by] AS change
MATCH (entry:AuditEntry {change: change})
  USING INDEX SEEK entry:AuditEntry(change)
MATCH (entry)-[:SALTS]->(s)
WHERE s.fact_id = row.fact_id
WITH DISTINCT s
DETACH DELETE s
RETURN count(*) AS erased
