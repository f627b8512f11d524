// name: schema/005_enterprise_key
// mode: schema
// promise: one node per enterprise, however many imports name it at once
// params: none
CREATE CONSTRAINT enterprise_key IF NOT EXISTS
FOR (n:Enterprise) REQUIRE n.uscc IS UNIQUE
