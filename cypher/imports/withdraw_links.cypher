// name: imports/withdraw_links
// mode: write
// promise: up to `batch` links that another change set brought, and that stand, are withdrawn.
//   `origin`: only those that go back to that change set
// params: undone STRING, origin STRING, change STRING, at ZONED DATETIME, batch INTEGER
// returns: label STRING, fact MAP (with `start` and `end`, the codes of its two enterprises)
CALL () {
  MATCH ()-[f:SUPPLIES {change: $undone}]->() RETURN f
  UNION ALL
  MATCH ()-[f:OWNS {change: $undone}]->() RETURN f
}
WITH f
WHERE f.retracted_by IS NULL AND ($undone = $origin OR f.origin = $origin)
LIMIT $batch
SET f.retracted_by = $change, f.retracted_at = $at
RETURN type(f) AS label, f {.*, start: startNode(f).uscc, end: endNode(f).uscc} AS fact
