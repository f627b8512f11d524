// name: schema/164_lease_key
// mode: schema
// promise: each lease is one, so that one process at a time holds it
// params: none
CREATE CONSTRAINT lease_key IF NOT EXISTS
FOR (n:Lease) REQUIRE n.name IS UNIQUE
