// name: schema/160_change_log_head_key
// mode: schema
// promise: there is at most one head of the change log
// params: none
CREATE CONSTRAINT change_log_head_key IF NOT EXISTS
FOR (n:ChangeLogHead) REQUIRE n.id IS UNIQUE
