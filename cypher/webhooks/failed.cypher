// name: webhooks/failed
// mode: write
// promise: the webhook has failed so often at what follows the cursor, and waits; no record if it
//   is not as it was
// params: id STRING, version INTEGER, cursor INTEGER, attempts INTEGER, failure STRING,
//   at ZONED DATETIME, retry_at ZONED DATETIME
// returns: cursor INTEGER
MATCH (w:Webhook {id: $id})
SET w.turns = coalesce(w.turns, 0) + 1
WITH w
WHERE w.version = $version AND w.state = 'active' AND w.cursor <= $cursor
SET
  w.cursor = $cursor,
  w.attempts = $attempts,
  w.failure = $failure,
  w.failed_at = $at,
  w.retry_at = $retry_at
RETURN w.cursor AS cursor
