// name: webhooks/request
// mode: write
// promise: these dead letters of the webhook are to be tried once more, one record each
// params: id STRING, all BOOLEAN, letters LIST<STRING>
// returns: id STRING
MATCH (d:DeadLetter)
  USING INDEX SEEK d:DeadLetter(webhook, sequence)
WHERE d.webhook = $id AND d.sequence >= 0 AND ($all OR d.id IN $letters)
SET d.requested = true
RETURN d.id AS id
