// name: authority/revoke_calendar_address
// mode: write
// promise: the address is revoked since the first call; no record if there is no such address
// params: id STRING, at ZONED DATETIME
// returns: address MAP
MATCH (a:CalendarAddress {id: $id})
SET a.revoked_at = coalesce(a.revoked_at, $at)
RETURN a {.*} AS address
