// name: webhooks/remove
// mode: write
// promise: there is no such webhook any more, and none of its dead letters; no record if there was
//   none
// params: id STRING
// returns: letters INTEGER (dead letters that went with it)
MATCH (w:Webhook {id: $id})
DETACH DELETE w
WITH count(*) AS gone
WHERE gone > 0
CALL () {
  MATCH (d:DeadLetter)
    USING INDEX SEEK d:DeadLetter(webhook, sequence)
  WHERE d.webhook = $id AND d.sequence >= 0
  DELETE d
  RETURN count(*) AS letters
}
RETURN letters
