// name: eligibility/candidates
// mode: read
// promise: the codes of all enterprises, in order, after the position
// params: known_at ZONED DATETIME, after STRING, limit INTEGER
// returns: uscc STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
MATCH (d:Registration)
WHERE d.uscc > $after
  AND d.recorded_at <= $known_at AND NOT d.change IN hidden
    AND (d.retracted_at IS NULL OR d.retracted_at > $known_at OR d.retracted_by IN hidden)
RETURN d.uscc AS uscc ORDER BY uscc LIMIT $limit
