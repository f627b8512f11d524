// name: access/page_by_uscc
// mode: read
// promise: of the records of who read an enterprise those with ids from `start` to below `before`
//   that pass every other filter stated, the latest first, at most `limit`
// params: start STRING, before STRING, uscc STRING, subject STRING, agency STRING, limit INTEGER
// returns: record MAP (as access/put)
MATCH (record:AccessRecord)
  USING INDEX SEEK record:AccessRecord(uscc, id)
WHERE record.uscc = $uscc AND $start <= record.id AND record.id < $before
// In the index's order first: only then are the other filters looked at, until the page is full.
WITH record ORDER BY record.uscc DESC, record.id DESC
WHERE ($subject IS NULL OR record.subject = $subject)
  AND ($agency IS NULL OR record.agency = $agency)
RETURN properties(record) AS record
ORDER BY record.uscc DESC, record.id DESC
LIMIT $limit
