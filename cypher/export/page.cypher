// name: export/page
// mode: read
// promise: every registration, known at the instant, of up to `limit` enterprises in the order of
//   their codes, after a code
// params: after STRING, limit INTEGER, known_at ZONED DATETIME
// returns: cells LIST<ANY> (uscc, name, region, zone, kinds, registered_on, status, valid_from,
//   valid_to)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (e:Enterprise) WHERE e.uscc > $after AND EXISTS {
  MATCH (e)-[:DESCRIBED]->(d)
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
}
WITH hidden, e ORDER BY e.uscc LIMIT $limit
MATCH (e)-[:DESCRIBED]->(f)
WHERE NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
RETURN [f.uscc, f.name, f.region, f.zone, f.kinds, f.registered_on, f.status, f.valid_from,
  f.valid_to] AS cells
ORDER BY e.uscc
