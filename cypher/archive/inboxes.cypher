// name: archive/inboxes
// mode: read
// promise: inboxes after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, labels LIST<STRING>, row MAP
MATCH (n:Inbox)
  USING INDEX SEEK n:Inbox(agency)
WHERE n.agency > $after
WITH n ORDER BY n.agency LIMIT $limit
RETURN n.agency AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
