// name: schema/163_inbox_key
// mode: schema
// promise: each agency has one inbox
// params: none
CREATE CONSTRAINT inbox_key IF NOT EXISTS
FOR (n:Inbox) REQUIRE n.agency IS UNIQUE
