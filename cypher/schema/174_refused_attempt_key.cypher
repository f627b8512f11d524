// name: schema/174_refused_attempt_key
// mode: schema
// promise: refused attempts are found in the order of their ids, which is that of time, each once
// params: none
CREATE CONSTRAINT refused_attempt_key IF NOT EXISTS
FOR (n:RefusedAttempt) REQUIRE n.id IS UNIQUE
