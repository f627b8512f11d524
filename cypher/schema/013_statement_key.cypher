// name: schema/013_statement_key
// mode: schema
// promise: a Statement staged twice is one fact
// params: none
CREATE CONSTRAINT statement_key IF NOT EXISTS
FOR (n:Statement) REQUIRE n.fact_id IS UNIQUE
