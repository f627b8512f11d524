// name: webhooks/halt
// mode: write
// promise: the webhook delivers nothing until its owner has it go on, unless the owner has changed
//   it meanwhile
// params: id STRING, version INTEGER, cause STRING
MATCH (w:Webhook {id: $id})
WHERE w.version = $version AND w.state = 'active'
SET w.state = 'halted', w.cause = $cause
