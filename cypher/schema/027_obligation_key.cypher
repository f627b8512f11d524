// name: schema/027_obligation_key
// mode: schema
// promise: one Obligation per code
// params: none
CREATE CONSTRAINT obligation_key IF NOT EXISTS
FOR (n:Obligation) REQUIRE n.code IS UNIQUE
