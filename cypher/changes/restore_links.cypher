// name: changes/restore_links
// mode: write
// promise: up to `batch` supply and ownership links that the change set withdrew stand again
// params: change STRING, batch INTEGER
// returns: done INTEGER
CALL () {
  MATCH ()-[f:SUPPLIES {retracted_by: $change}]->() RETURN f
  UNION ALL
  MATCH ()-[f:OWNS {retracted_by: $change}]->() RETURN f
}
WITH f LIMIT $batch
REMOVE f.retracted_by, f.retracted_at
RETURN count(*) AS done
