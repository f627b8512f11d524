// name: schema/014_commitment_key
// mode: schema
// promise: a Commitment staged twice is one fact
// params: none
CREATE CONSTRAINT commitment_key IF NOT EXISTS
FOR (n:Commitment) REQUIRE n.fact_id IS UNIQUE
