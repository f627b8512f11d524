// name: schema/010_registration_key
// mode: schema
// promise: a Registration staged twice is one fact
// params: none
CREATE CONSTRAINT registration_key IF NOT EXISTS
FOR (n:Registration) REQUIRE n.fact_id IS UNIQUE
