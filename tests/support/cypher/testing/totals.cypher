// name: testing/totals
// mode: read
// promise: how many registrations and links a reader sees at the instant
// params: known_at ZONED DATETIME
// returns: registrations INTEGER, links INTEGER
// allows: label-scan because a test looks at everything
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
CALL (hidden) {
  MATCH (f:Registration)
  WHERE f.recorded_at <= $known_at AND NOT f.change IN hidden
    AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
  RETURN count(f) AS registrations
}
CALL (hidden) {
  MATCH (:Enterprise)-[f:SUPPLIES]->(:Enterprise)
  WHERE f.recorded_at <= $known_at AND NOT f.change IN hidden
    AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
  RETURN count(f) AS links
}
RETURN registrations, links
