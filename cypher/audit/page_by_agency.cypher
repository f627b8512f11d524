// name: audit/page_by_agency
// mode: read
// promise: of the entries of an agency those with numbers from `start` to below `before` that pass
//   every other filter stated, the latest first, at most `limit`
// params: start INTEGER, before INTEGER, kind STRING, author STRING, agency STRING, limit INTEGER
// returns: number INTEGER, change STRING, data STRING
MATCH (entry:AuditEntry)
  USING INDEX SEEK entry:AuditEntry(agency, number)
WHERE entry.agency = $agency AND $start <= entry.number AND entry.number < $before
// In the index's order first: only then are the other filters looked at, until the page is full.
WITH entry ORDER BY entry.agency DESC, entry.number DESC
WHERE ($kind IS NULL OR entry.kind = $kind)
  AND ($author IS NULL OR entry.author = $author)
RETURN entry.number AS number, entry.change AS change, entry.data AS data
ORDER BY entry.agency DESC, entry.number DESC
LIMIT $limit
