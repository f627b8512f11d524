// name: schema/023_measure_key
// mode: schema
// promise: one Measure per code
// params: none
CREATE CONSTRAINT measure_key IF NOT EXISTS
FOR (n:Measure) REQUIRE n.code IS UNIQUE
