// name: authority/put_calendar_address
// mode: write
// promise: the address is kept; no record if the calendar has `most` that are good already
// params: address MAP (id, agency, label, issued_by STRING, issued_at, expires_at ZONED DATETIME),
//   now ZONED DATETIME, most INTEGER
// returns: id STRING
WITH COUNT {
  MATCH (a:CalendarAddress)
    USING INDEX a:CalendarAddress(agency, issued_at)
  WHERE a.agency = $address.agency AND a.issued_at IS NOT NULL
    AND a.revoked_at IS NULL AND a.expires_at > $now
} AS good
WHERE good < $most
MERGE (a:CalendarAddress {id: $address.id})
ON CREATE SET a += $address
RETURN a.id AS id
