// name: webhooks/get
// mode: read
// promise: the webhook of an id with its first dead letters; no record if there is none
// params: id STRING, most INTEGER
// returns: as webhooks/list
MATCH (w:Webhook {id: $id})
RETURN
  w {.*} AS webhook,
  COLLECT {
    MATCH (d:DeadLetter)
      USING INDEX SEEK d:DeadLetter(webhook, sequence)
    WHERE d.webhook = w.id AND d.sequence >= 0
    RETURN d {.*} ORDER BY d.webhook, d.sequence LIMIT $most
  } AS letters,
  COUNT {
    MATCH (d:DeadLetter)
      USING INDEX SEEK d:DeadLetter(webhook, sequence)
    WHERE d.webhook = w.id AND d.sequence >= 0
  } AS letter_count
