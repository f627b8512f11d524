// name: schema/181_webhook_owner_key
// mode: schema
// promise: each owner of webhooks is one, so that it has no more than it may
// params: none
CREATE CONSTRAINT webhook_owner_key IF NOT EXISTS
FOR (n:WebhookOwner) REQUIRE n.owner IS UNIQUE
