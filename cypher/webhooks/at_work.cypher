// name: webhooks/at_work
// mode: read
// promise: the active webhooks that have entries before them, and whose time has come; and those
//   with dead letters that are to be tried once more
// params: now ZONED DATETIME
// returns: webhook MAP
MATCH (w:Webhook)
  USING INDEX SEEK w:Webhook(state)
WHERE w.state = 'active'
  AND (
    (
      coalesce(w.retry_at, $now) <= $now
      AND EXISTS { MATCH (h:ChangeLogHead {id: 'log'}) WHERE h.length > w.cursor }
    )
    OR EXISTS {
      MATCH (d:DeadLetter)
        USING INDEX SEEK d:DeadLetter(webhook, sequence)
      WHERE d.webhook = w.id AND d.sequence >= 0 AND d.requested
    }
  )
RETURN w {.*} AS webhook
ORDER BY w.id
