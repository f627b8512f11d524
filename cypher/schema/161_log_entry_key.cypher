// name: schema/161_log_entry_key
// mode: schema
// promise: entries of the change log are found by their number, each once
// params: none
CREATE CONSTRAINT log_entry_key IF NOT EXISTS
FOR (n:LogEntry) REQUIRE n.sequence IS UNIQUE
