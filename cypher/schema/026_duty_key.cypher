// name: schema/026_duty_key
// mode: schema
// promise: one Duty per code
// params: none
CREATE CONSTRAINT duty_key IF NOT EXISTS
FOR (n:Duty) REQUIRE n.code IS UNIQUE
