// name: authority/calendar_address
// mode: read
// promise: the address of an id, good or not; no record if there is none
// params: id STRING
// returns: address MAP
MATCH (a:CalendarAddress {id: $id})
RETURN a {.*} AS address
