// name: first_load/relations
// mode: read
// promise: every relation of a graph without facts
// params: none
// returns: start STRING, type STRING, properties MAP, end STRING
// allows: label-scan because all of it is copied, some thousand relations
MATCH (n:Region|Zone|Scheme|CreditList|Policy|Measure|Condition|Duty|Obligation|Agency|Programme
  |SeedVersion|Rulebook|ChangeSet|ChangeClock|ImportFile|RejectPage|AuditHead|AuditEntry
  |AuditSubtree|FactSalt|ApiKey|Objection|ChangeLogHead|LogEntry|ChangeNotice
  |InboxItem|Inbox|Lease|DayTurn|AccessRecord|RefusedAttempt)
MATCH (n)-[r]->(m)
RETURN
  elementId(n) AS start,
  type(r) AS type,
  properties(r) AS properties,
  elementId(m) AS end
