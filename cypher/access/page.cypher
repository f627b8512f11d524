// name: access/page
// mode: read
// promise: of the records of access those with ids from `start` to below `before` that pass every
//   other filter stated, the latest first, at most `limit`
// params: start STRING, before STRING, uscc STRING, subject STRING, agency STRING, limit INTEGER
// returns: record MAP (as access/put)
MATCH (record:AccessRecord)
  USING INDEX SEEK record:AccessRecord(id)
WHERE $start <= record.id AND record.id < $before
// In the index's order first: only then are the other filters looked at, until the page is full.
WITH record ORDER BY record.id DESC
WHERE ($uscc IS NULL OR record.uscc = $uscc)
  AND ($subject IS NULL OR record.subject = $subject)
  AND ($agency IS NULL OR record.agency = $agency)
RETURN properties(record) AS record
ORDER BY record.id DESC
LIMIT $limit
