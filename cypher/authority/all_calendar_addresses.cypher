// name: authority/all_calendar_addresses
// mode: read
// promise: addresses of all calendars by agency, each the newest first, at most `limit`
// params: limit INTEGER
// returns: address MAP
MATCH (a:CalendarAddress)
  USING INDEX a:CalendarAddress(agency, issued_at)
WHERE a.agency >= '' AND a.issued_at IS NOT NULL
RETURN a {.*} AS address
ORDER BY a.agency, a.issued_at DESC, a.id
LIMIT $limit
