// name: schema/186_calendar_address_agency
// mode: schema
// promise: the addresses of an agency's calendar are found in the order of their issue
// params: none
CREATE INDEX calendar_address_agency IF NOT EXISTS
FOR (n:CalendarAddress) ON (n.agency, n.issued_at)
