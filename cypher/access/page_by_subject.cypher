// name: access/page_by_subject
// mode: read
// promise: of the records of what somebody read those with ids from `start` to below `before` that
//   pass every other filter stated, the latest first, at most `limit`
// params: start STRING, before STRING, uscc STRING, subject STRING, agency STRING, limit INTEGER
// returns: record MAP (as access/put)
MATCH (record:AccessRecord)
  USING INDEX SEEK record:AccessRecord(subject, id)
WHERE record.subject = $subject AND $start <= record.id AND record.id < $before
// In the index's order first: only then are the other filters looked at, until the page is full.
WITH record ORDER BY record.subject DESC, record.id DESC
WHERE ($uscc IS NULL OR record.uscc = $uscc)
  AND ($agency IS NULL OR record.agency = $agency)
RETURN properties(record) AS record
ORDER BY record.subject DESC, record.id DESC
LIMIT $limit
