// name: enterprises/page
// mode: read
// promise: a page of the enterprises that pass every filter stated, by code, after the position; walks codes in order
// params: regions LIST<STRING>, zone STRING, kinds LIST<STRING>, status STRING,
//   name STRING, scheme STRING, level STRING, list STRING, as_of DATE,
//   known_at ZONED DATETIME, after STRING, limit INTEGER
// returns: items LIST<LIST<ANY>>: one record for all, which a client reads several times as fast
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (d:Registration)<-[:DESCRIBED]-(e)
WHERE d.uscc > $after
// In the index's order first: facts are looked at only until the page is full.
WITH d, e, hidden ORDER BY d.uscc
WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  AND ($regions IS NULL OR d.region IN $regions)
  AND ($zone IS NULL OR d.zone = $zone)
  AND ($kinds IS NULL OR any(kind IN d.kinds WHERE kind IN $kinds))
  AND ($status IS NULL OR $status = CASE WHEN d.valid_to <= $as_of THEN 'ended'
    WHEN $as_of < d.valid_from THEN 'unregistered' ELSE d.status END)
  AND ($name IS NULL OR d.folded_name CONTAINS $name)
  AND ($scheme IS NULL OR EXISTS {
    MATCH (e)-[:HOLDS]->(r)
    WHERE r.scheme = $scheme AND r.level = $level AND r.valid_from <= $as_of AND (r.valid_to IS NULL OR $as_of < r.valid_to)
    AND NOT r.change IN hidden
    AND r.recorded_at <= $known_at
    AND (coalesce(r.retracted_by, '') IN hidden OR r.retracted_at > $known_at)
  })
  AND ($list IS NULL OR EXISTS {
    MATCH (e)-[:LISTED]->(l)
    WHERE l.list = $list AND l.valid_from <= $as_of AND (l.valid_to IS NULL OR $as_of < l.valid_to)
    AND NOT l.change IN hidden
    AND l.recorded_at <= $known_at
    AND (coalesce(l.retracted_by, '') IN hidden OR l.retracted_at > $known_at)
  })
WITH d ORDER BY d.uscc LIMIT $limit
RETURN collect([d.uscc, d.name, d.region, d.zone, d.kinds, toString(d.registered_on),
  CASE WHEN d.valid_to <= $as_of THEN 'ended' WHEN $as_of < d.valid_from THEN 'unregistered'
    ELSE d.status END]) AS items
