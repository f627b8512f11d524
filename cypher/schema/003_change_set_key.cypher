// name: schema/003_change_set_key
// mode: schema
// promise: one change set per id
// params: none
CREATE CONSTRAINT change_set_key IF NOT EXISTS
FOR (n:ChangeSet) REQUIRE n.id IS UNIQUE
