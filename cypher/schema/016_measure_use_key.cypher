// name: schema/016_measure_use_key
// mode: schema
// promise: a MeasureUse staged twice is one fact
// params: none
CREATE CONSTRAINT measure_use_key IF NOT EXISTS
FOR (n:MeasureUse) REQUIRE n.fact_id IS UNIQUE
