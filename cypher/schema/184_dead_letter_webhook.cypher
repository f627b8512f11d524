// name: schema/184_dead_letter_webhook
// mode: schema
// promise: the dead letters of a webhook are found in order
// params: none
CREATE INDEX dead_letter_webhook IF NOT EXISTS
FOR (n:DeadLetter) ON (n.webhook, n.sequence)
