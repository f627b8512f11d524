// name: schema/025_agency_key
// mode: schema
// promise: one Agency per code
// params: none
CREATE CONSTRAINT agency_key IF NOT EXISTS
FOR (n:Agency) REQUIRE n.code IS UNIQUE
