// name: schema/008_scheme_key
// mode: schema
// promise: one Scheme per code of the vocabulary
// params: none
CREATE CONSTRAINT scheme_key IF NOT EXISTS
FOR (n:Scheme) REQUIRE n.code IS UNIQUE
