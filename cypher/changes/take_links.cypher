// name: changes/take_links
// mode: write
// promise: up to `batch` supply and ownership links that the change set brought are gone
// params: change STRING, batch INTEGER
// returns: done INTEGER
CALL () {
  MATCH ()-[f:SUPPLIES {change: $change}]->() RETURN f
  UNION ALL
  MATCH ()-[f:OWNS {change: $change}]->() RETURN f
}
WITH f LIMIT $batch
DELETE f
RETURN count(*) AS done
