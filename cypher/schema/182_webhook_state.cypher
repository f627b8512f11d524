// name: schema/182_webhook_state
// mode: schema
// promise: webhooks that deliver are found by their state
// params: none
CREATE INDEX webhook_state IF NOT EXISTS
FOR (n:Webhook) ON (n.state)
