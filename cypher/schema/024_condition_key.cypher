// name: schema/024_condition_key
// mode: schema
// promise: one Condition per code
// params: none
CREATE CONSTRAINT condition_key IF NOT EXISTS
FOR (n:Condition) REQUIRE n.code IS UNIQUE
