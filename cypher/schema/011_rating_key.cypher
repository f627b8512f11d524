// name: schema/011_rating_key
// mode: schema
// promise: a Rating staged twice is one fact
// params: none
CREATE CONSTRAINT rating_key IF NOT EXISTS
FOR (n:Rating) REQUIRE n.fact_id IS UNIQUE
