// name: imports/restorable_links
// mode: write
// promise: up to `batch` links of the type that another change set withdrew, each once: they are
//   marked as seen by the change set
// params: undone STRING, change STRING, label STRING, batch INTEGER
// returns: label STRING, fact MAP (with `start` and `end`, the codes of its two enterprises)
CALL () {
  MATCH ()-[f:SUPPLIES {retracted_by: $undone}]->() RETURN f
  UNION ALL
  MATCH ()-[f:OWNS {retracted_by: $undone}]->() RETURN f
}
WITH f WHERE type(f) = $label AND coalesce(f.restored_by, '') <> $change LIMIT $batch
SET f.restored_by = $change
RETURN $label AS label, f {.*, start: startNode(f).uscc, end: endNode(f).uscc} AS fact
