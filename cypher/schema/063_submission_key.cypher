// name: schema/063_submission_key
// mode: schema
// promise: no two submissions have one fact_id
// params: none
CREATE CONSTRAINT submission_key IF NOT EXISTS
FOR (n:Submission) REQUIRE n.fact_id IS UNIQUE
