// name: schema/175_access_record_key
// mode: schema
// promise: records of access are found in the order of their ids, which is that of time, each once
// params: none
CREATE CONSTRAINT access_record_key IF NOT EXISTS
FOR (n:AccessRecord) REQUIRE n.id IS UNIQUE
