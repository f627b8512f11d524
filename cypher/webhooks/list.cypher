// name: webhooks/list
// mode: read
// promise: the webhooks of an owner, or of everybody, by owner and in the order of registration,
//   each with its first dead letters
// params: owner STRING (empty for the operators), everybody BOOLEAN, most INTEGER
// returns: webhook MAP, letters LIST<MAP>, letter_count INTEGER
MATCH (o:WebhookOwner)
  USING INDEX o:WebhookOwner(owner)
WHERE o.owner >= '' AND ($everybody OR o.owner = $owner)
MATCH (o)-[:KEEPS]->(w)
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
ORDER BY o.owner, w.created_at, w.id
