// name: schema/162_inbox_item_key
// mode: schema
// promise: what an agency has in its inbox is found in order, each once
// params: none
CREATE CONSTRAINT inbox_item_key IF NOT EXISTS
FOR (n:InboxItem) REQUIRE (n.agency, n.sequence) IS UNIQUE
