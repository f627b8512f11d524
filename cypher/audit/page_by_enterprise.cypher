// name: audit/page_by_enterprise
// mode: read
// promise: of the entries of change sets that brought or withdrew a fact of an enterprise those
//   with numbers from `start` to below `before` that pass every other filter stated, the latest
//   first, at most `limit`
// params: uscc STRING, start INTEGER, before INTEGER, kind STRING, author STRING, agency STRING,
//   limit INTEGER
// returns: number INTEGER, change STRING, data STRING
MATCH (e:Enterprise {uscc: $uscc})
  USING INDEX SEEK e:Enterprise(uscc)
CALL (e) {
  MATCH (e)-[:DESCRIBED|HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
  RETURN f.change AS brought, f.retracted_by AS withdrew
  UNION ALL
  MATCH (e)-[f:SUPPLIES|OWNS]-()
  RETURN f.change AS brought, f.retracted_by AS withdrew
}
UNWIND [brought, withdrew] AS change
WITH DISTINCT change
MATCH (entry:AuditEntry {change: change})
  USING INDEX SEEK entry:AuditEntry(change)
WHERE $start <= entry.number AND entry.number < $before
  AND ($kind IS NULL OR entry.kind = $kind)
  AND ($author IS NULL OR entry.author = $author)
  AND ($agency IS NULL OR entry.agency = $agency)
RETURN entry.number AS number, entry.change AS change, entry.data AS data
ORDER BY number DESC
LIMIT $limit
