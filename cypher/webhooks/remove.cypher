// name: webhooks/remove
// mode: write
// promise: there is no such webhook any more, and none of its dead letters
// params: id STRING
MATCH (w:Webhook {id: $id})
DETACH DELETE w
WITH count(*) AS gone
MATCH (d:DeadLetter)
  USING INDEX SEEK d:DeadLetter(webhook, sequence)
WHERE d.webhook = $id AND d.sequence >= 0
DELETE d
