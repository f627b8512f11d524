// name: webhooks/letter_delivered
// mode: write
// promise: the dead letter is gone, and its webhook has delivered at the instant
// params: id STRING, webhook STRING, at ZONED DATETIME
MATCH (d:DeadLetter {id: $id})
DELETE d
WITH count(*) AS gone
MATCH (w:Webhook {id: $webhook})
SET w.delivered_at = $at
