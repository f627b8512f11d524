// name: schema/015_violation_key
// mode: schema
// promise: a Violation staged twice is one fact
// params: none
CREATE CONSTRAINT violation_key IF NOT EXISTS
FOR (n:Violation) REQUIRE n.fact_id IS UNIQUE
