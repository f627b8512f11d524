// name: webhooks/change
// mode: write
// promise: the webhook is as its owner wants it, one version on, and what waits is tried at once;
//   no record if another change came between
// params: id STRING, version INTEGER, changes MAP (a null takes a property away)
// returns: version INTEGER
MATCH (w:Webhook {id: $id})
SET w.turns = coalesce(w.turns, 0) + 1
WITH w
WHERE w.version = $version
SET w += $changes, w.version = $version + 1, w.attempts = 0, w.dead_in_a_row = 0
REMOVE w.retry_at
RETURN w.version AS version
