// name: schema/180_webhook_key
// mode: schema
// promise: each webhook is found by its id
// params: none
CREATE CONSTRAINT webhook_key IF NOT EXISTS
FOR (n:Webhook) REQUIRE n.id IS UNIQUE
