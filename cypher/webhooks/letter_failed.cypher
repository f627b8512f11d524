// name: webhooks/letter_failed
// mode: write
// promise: the dead letter was tried in vain once more, and waits to be asked for
// params: id STRING, failure STRING, at ZONED DATETIME
MATCH (d:DeadLetter {id: $id})
SET d.requested = false, d.attempts = d.attempts + 1, d.failure = $failure, d.at = $at
