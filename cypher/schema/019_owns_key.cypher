// name: schema/019_owns_key
// mode: schema
// promise: a OWNS link staged twice is one fact
// params: none
CREATE CONSTRAINT owns_key IF NOT EXISTS
FOR ()-[r:OWNS]-() REQUIRE r.fact_id IS UNIQUE
