// name: audit/open_entry
// mode: write
// promise: the head of the audit log, locked until the transaction ends, and what the change set is
// params: change STRING
// returns: size INTEGER, peaks BYTES (32 for each), about MAP
MATCH (c:ChangeSet {id: $change})
MERGE (h:AuditHead {id: 'log'})
ON CREATE SET h.size = 0
SET h.turns = coalesce(h.turns, 0) + 1
RETURN h.size AS size, h.peaks AS peaks, properties(c) AS about
