// name: schema/022_policy_key
// mode: schema
// promise: one Policy per code
// params: none
CREATE CONSTRAINT policy_key IF NOT EXISTS
FOR (n:Policy) REQUIRE n.code IS UNIQUE
