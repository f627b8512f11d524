// name: archive/calendar_addresses
// mode: read
// promise: addresses of calendars after a key, in its order, published or not, at most `limit`
// params: after STRING, limit INTEGER
// returns: key STRING, labels LIST<STRING>, row MAP
MATCH (n:CalendarAddress)
  USING INDEX SEEK n:CalendarAddress(id)
WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS key, labels(n) AS labels, n {.*} AS row
ORDER BY key
