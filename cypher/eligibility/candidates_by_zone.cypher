// name: eligibility/candidates_by_zone
// mode: read
// promise: the codes of enterprises of the zones, in order, after the position
// params: zones LIST<STRING>, known_at ZONED DATETIME, after STRING, limit INTEGER
// returns: uscc STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
UNWIND $zones AS place
CALL (hidden, place) {
  MATCH (d:Registration)
  WHERE d.zone = place AND d.uscc > $after
    AND d.recorded_at <= $known_at AND NOT d.change IN hidden
    AND (d.retracted_at IS NULL OR d.retracted_at > $known_at OR d.retracted_by IN hidden)
  RETURN d.uscc AS uscc ORDER BY uscc LIMIT $limit
}
RETURN uscc ORDER BY uscc LIMIT $limit
