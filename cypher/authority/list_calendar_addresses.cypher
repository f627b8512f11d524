// name: authority/list_calendar_addresses
// mode: read
// promise: addresses of an agency's calendar, the newest first, at most `limit`
// params: agency STRING, limit INTEGER
// returns: address MAP
MATCH (a:CalendarAddress)
  USING INDEX a:CalendarAddress(agency, issued_at)
WHERE a.agency = $agency AND a.issued_at IS NOT NULL
RETURN a {.*} AS address
ORDER BY a.issued_at DESC, a.id
LIMIT $limit
