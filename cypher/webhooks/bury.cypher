// name: webhooks/bury
// mode: write
// promise: the delivery is a dead letter and the webhook goes on after it; no record if it is not
//   as it was
// params: id STRING, version INTEGER, before INTEGER, letter MAP (id, webhook STRING,
//   sequence, attempts INTEGER, failure STRING, at ZONED DATETIME, requested BOOLEAN)
// returns: dead_in_a_row INTEGER
MATCH (w:Webhook {id: $id})
SET w.turns = coalesce(w.turns, 0) + 1
WITH w
WHERE w.version = $version AND w.state = 'active' AND w.cursor = $before
MERGE (d:DeadLetter {id: $letter.id})
SET d += $letter
SET
  w.cursor = $letter.sequence,
  w.attempts = 0,
  w.failure = $letter.failure,
  w.failed_at = $letter.at,
  w.dead_in_a_row = w.dead_in_a_row + 1
REMOVE w.retry_at
RETURN w.dead_in_a_row AS dead_in_a_row
