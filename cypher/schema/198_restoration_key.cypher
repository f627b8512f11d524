// name: schema/198_restoration_key
// mode: schema
// promise: there is at most one restoration under way
// params: none
CREATE CONSTRAINT restoration_key IF NOT EXISTS
FOR (n:Restoration) REQUIRE n.id IS UNIQUE
