// name: export/page
// mode: read
// promise: up to `limit` enterprises that are registered at the instant, in the order of their
//   codes, after a code
// params: after STRING, limit INTEGER, known_at ZONED DATETIME
// returns: uscc STRING, cells LIST<ANY> (uscc, name, region, zone, kinds, registered_on, status)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (e:Enterprise) WHERE e.uscc > $after
MATCH (e)-[:DESCRIBED]->(f)
WHERE NOT f.change IN hidden
  AND coalesce(f.retracted_by, '') IN hidden
RETURN
  e.uscc AS uscc,
  [f.uscc, f.name, f.region, f.zone, f.kinds, f.registered_on, f.status] AS cells
ORDER BY e.uscc
LIMIT $limit
