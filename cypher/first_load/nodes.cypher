// name: first_load/nodes
// mode: read
// promise: every node of a graph without facts but the marks of migrations
// params: none
// returns: key STRING, labels LIST<STRING>, properties MAP
// allows: label-scan because all of it is copied, some thousand nodes
MATCH (n:Region|Zone|Scheme|CreditList|Policy|Measure|Condition|Duty|Obligation|Agency|Programme
  |SeedVersion|Rulebook|ChangeSet|ChangeClock|ImportFile|RejectPage|AuditHead|AuditEntry
  |AuditSubtree|FactSalt|ApiKey|Objection|ChangeLogHead|LogEntry|ChangeNotice
  |InboxItem|Inbox|Lease|DayTurn|AccessRecord|RefusedAttempt|CalendarAddress|Webhook|WebhookOwner
  |DeadLetter)
RETURN elementId(n) AS key, labels(n) AS labels, properties(n) AS properties
