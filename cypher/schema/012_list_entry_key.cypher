// name: schema/012_list_entry_key
// mode: schema
// promise: a ListEntry staged twice is one fact
// params: none
CREATE CONSTRAINT list_entry_key IF NOT EXISTS
FOR (n:ListEntry) REQUIRE n.fact_id IS UNIQUE
