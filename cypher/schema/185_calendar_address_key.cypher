// name: schema/185_calendar_address_key
// mode: schema
// promise: each address of a calendar is found by its id
// params: none
CREATE CONSTRAINT calendar_address_key IF NOT EXISTS
FOR (n:CalendarAddress) REQUIRE n.id IS UNIQUE
