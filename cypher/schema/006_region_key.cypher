// name: schema/006_region_key
// mode: schema
// promise: one Region per code of the vocabulary
// params: none
CREATE CONSTRAINT region_key IF NOT EXISTS
FOR (n:Region) REQUIRE n.code IS UNIQUE
