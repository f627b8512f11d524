// name: webhooks/request
// mode: write
// promise: one record: how many dead letters of the webhook are to be tried once more
// params: id STRING, all BOOLEAN, letters LIST<STRING>
// returns: requested INTEGER
MATCH (d:DeadLetter)
  USING INDEX SEEK d:DeadLetter(webhook, sequence)
WHERE d.webhook = $id AND d.sequence >= 0 AND ($all OR d.id IN $letters)
SET d.requested = true
RETURN count(d) AS requested
