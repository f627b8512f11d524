// name: schema/007_zone_key
// mode: schema
// promise: one Zone per code of the vocabulary
// params: none
CREATE CONSTRAINT zone_key IF NOT EXISTS
FOR (n:Zone) REQUIRE n.code IS UNIQUE
