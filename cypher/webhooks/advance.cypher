// name: webhooks/advance
// mode: write
// promise: the webhook has dealt with all up to `after`, if it had with all up to `before` and is
//   as it was; no record if not
// params: id STRING, version INTEGER, before INTEGER, after INTEGER,
//   delivered_at ZONED DATETIME (null if nothing was sent)
// returns: cursor INTEGER
MATCH (w:Webhook {id: $id})
SET w.turns = coalesce(w.turns, 0) + 1
WITH w
WHERE w.version = $version AND w.state = 'active' AND w.cursor = $before
SET
  w.cursor = $after,
  w.attempts = 0,
  w.delivered_at = coalesce($delivered_at, w.delivered_at),
  w.dead_in_a_row = CASE WHEN $delivered_at IS NULL THEN w.dead_in_a_row ELSE 0 END
REMOVE w.retry_at
RETURN w.cursor AS cursor
