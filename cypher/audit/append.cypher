// name: audit/append
// mode: write
// promise: the entry is in the log, with the subtrees that it completes, the salts of its facts
//   and the new head
// params: number INTEGER, change STRING, data STRING, kind STRING, author STRING,
//   agency STRING, at ZONED DATETIME, peaks BYTES,
//   subtrees LIST<MAP> (place INTEGER, hash BYTES), salts LIST<MAP> (fact_id STRING, salt BYTES)
MATCH (h:AuditHead {id: 'log'})
SET h.size = $number + 1, h.peaks = $peaks
CREATE (entry:AuditEntry {number: $number, change: $change, data: $data, at: $at})
SET entry.kind = $kind, entry.author = $author, entry.agency = $agency
FOREACH (each IN $subtrees |
  CREATE (:AuditSubtree {place: each.place, hash: each.hash})
)
FOREACH (each IN $salts |
  CREATE (entry)-[:SALTS]->(:FactSalt {fact_id: each.fact_id, salt: each.salt})
)
