// name: webhooks/put
// mode: write
// promise: the webhook is kept and its owner has it; no record if the owner has `most` already
// params: webhook MAP (as domain.webhooks.webhook.Webhook, flat), owner STRING (empty for the
//   operators), most INTEGER
// returns: id STRING
MERGE (o:WebhookOwner {owner: $owner})
SET o.turns = coalesce(o.turns, 0) + 1
WITH o, COUNT { (o)-[:KEEPS]->() } AS kept
WHERE kept < $most
CREATE (o)-[:KEEPS]->(w:Webhook {id: $webhook.id})
SET w += $webhook
RETURN w.id AS id
