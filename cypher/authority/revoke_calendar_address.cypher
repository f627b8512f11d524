// name: authority/revoke_calendar_address
// mode: write
// promise: the address is revoked from the instant on; no record if it was before, or there is none
// params: id STRING, at ZONED DATETIME
// returns: address MAP
MATCH (a:CalendarAddress {id: $id})
SET a.turns = coalesce(a.turns, 0) + 1
WITH a
WHERE a.revoked_at IS NULL
SET a.revoked_at = $at
RETURN a {.*} AS address
