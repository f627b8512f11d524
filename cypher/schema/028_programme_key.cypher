// name: schema/028_programme_key
// mode: schema
// promise: one Programme per code
// params: none
CREATE CONSTRAINT programme_key IF NOT EXISTS
FOR (n:Programme) REQUIRE n.code IS UNIQUE
