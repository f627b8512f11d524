// name: testing/stage_entries
// mode: write
// promise: entries of the audit log and complete subtrees stand there as if they had been appended
// params: entries LIST<MAP> (number INTEGER, change STRING, data STRING, at ZONED DATETIME,
//   kind STRING, author STRING, agency STRING), subtrees LIST<MAP> (place INTEGER, hash BYTES)
UNWIND $entries AS each
CREATE (entry:AuditEntry)
SET entry = each
WITH count(*) AS done
UNWIND $subtrees AS each
CREATE (:AuditSubtree {place: each.place, hash: each.hash})
