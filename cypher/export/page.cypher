// name: export/page
// mode: read
// promise: up to `limit` enterprises that are registered at the instant, in the order of their
//   codes, after a code
// params: after STRING, limit INTEGER, known_at ZONED DATETIME
// returns: uscc STRING, cells LIST<ANY> (uscc, name, region, zone, kinds, registered_on, status)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
MATCH (e:Enterprise) WHERE e.uscc > $after
MATCH (e)-[:DESCRIBED]->(f)
WHERE f.recorded_at <= $known_at AND NOT f.change IN hidden
  AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
RETURN
  e.uscc AS uscc,
  [f.uscc, f.name, f.region, f.zone, f.kinds, f.registered_on, f.status] AS cells
ORDER BY e.uscc
LIMIT $limit
