// name: webhooks/requested
// mode: read
// promise: dead letters of a webhook that are to be tried once more, in the order of the log
// params: id STRING, limit INTEGER
// returns: letter MAP
MATCH (d:DeadLetter)
  USING INDEX SEEK d:DeadLetter(webhook, sequence)
WHERE d.webhook = $id AND d.sequence >= 0 AND d.requested
RETURN d {.*} AS letter
ORDER BY d.webhook, d.sequence
LIMIT $limit
