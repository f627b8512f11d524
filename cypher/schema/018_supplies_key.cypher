// name: schema/018_supplies_key
// mode: schema
// promise: a SUPPLIES link staged twice is one fact
// params: none
CREATE CONSTRAINT supplies_key IF NOT EXISTS
FOR ()-[r:SUPPLIES]-() REQUIRE r.fact_id IS UNIQUE
