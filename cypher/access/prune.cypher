// name: access/prune
// mode: write
// promise: up to `batch` records with ids below `before` are gone, the oldest first
// params: before STRING, batch INTEGER
// returns: done INTEGER
MATCH (record:AccessRecord)
  USING INDEX SEEK record:AccessRecord(id)
WHERE record.id < $before
WITH record ORDER BY record.id LIMIT $batch
DELETE record
RETURN count(*) AS done
