// name: schema/017_sync_key
// mode: schema
// promise: a Sync staged twice is one fact
// params: none
CREATE CONSTRAINT sync_key IF NOT EXISTS
FOR (n:Sync) REQUIRE n.fact_id IS UNIQUE
