// name: archive/inbox_items
// mode: read
// promise: what agencies have in their inboxes after an agency and a number, in the order of both,
//   at most `limit`
// params: after LIST<ANY> (agency STRING, sequence INTEGER), limit INTEGER
// returns: key LIST<ANY>, labels LIST<STRING>, row MAP
MATCH (n:InboxItem)
  USING INDEX SEEK n:InboxItem(agency, sequence)
WHERE n.agency >= $after[0] AND n.sequence > -1
  AND (n.agency > $after[0] OR n.sequence > $after[1])
WITH n ORDER BY n.agency, n.sequence LIMIT $limit
RETURN [n.agency, n.sequence] AS key, labels(n) AS labels, n {.*} AS row
ORDER BY n.agency, n.sequence
