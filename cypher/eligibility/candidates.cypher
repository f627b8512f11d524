// name: eligibility/candidates
// mode: read
// promise: the codes of enterprises that pass every filter stated, in order, after the position
// params: filter MAP (regions LIST<STRING>, zone STRING, kinds LIST<STRING>, status STRING,
//   name STRING, scheme STRING, level STRING, list STRING,
//   rated MAP (openness, regions LIST<STRING>),
//   display MAP (openness, regions LIST<STRING>, repaired_by, until DATE, begun MAP)), as_of DATE,
//   known_at ZONED DATETIME, after STRING, limit INTEGER
// returns: uscc STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (d:Registration)
WHERE d.uscc > $after
  AND NOT d.change IN hidden
  AND d.recorded_at <= $known_at
  AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
  AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  AND ($filter.regions IS NULL OR d.region IN $filter.regions)
  AND ($filter.zone IS NULL OR d.zone = $filter.zone)
  AND ($filter.kinds IS NULL OR any(kind IN d.kinds WHERE kind IN $filter.kinds))
  AND ($filter.status IS NULL OR $filter.status = CASE WHEN d.valid_to <= $as_of THEN 'ended'
    WHEN $as_of < d.valid_from THEN 'unregistered' ELSE d.status END)
  AND ($filter.name IS NULL OR d.folded_name CONTAINS $filter.name)
  AND ($filter.scheme IS NULL OR EXISTS {
    MATCH (d)<-[:DESCRIBED]-()-[:HOLDS]->(r)
    WHERE r.scheme = $filter.scheme AND r.level = $filter.level
      AND (coalesce(r.openness IN $filter.rated.openness, true)
        OR d.region IN $filter.rated.regions)
      AND r.valid_from <= $as_of AND (r.valid_to IS NULL OR $as_of < r.valid_to)
      AND NOT r.change IN hidden
      AND r.recorded_at <= $known_at
      AND (coalesce(r.retracted_by, '') IN hidden OR r.retracted_at > $known_at)
  })
  AND ($filter.list IS NULL OR EXISTS {
    MATCH (d)<-[:DESCRIBED]-()-[:LISTED]->(l)
    WHERE l.list = $filter.list
      AND ($filter.display IS NULL OR d.region IN $filter.display.regions OR NOT (
        coalesce(NOT l.openness IN $filter.display.openness, false)
        OR coalesce(l.repaired_on <= $filter.display.repaired_by, false)
        OR coalesce(l.display_until <= $filter.display.until,
          l.valid_from <= $filter.display.begun[l.severity], false)))
      AND l.valid_from <= $as_of AND (l.valid_to IS NULL OR $as_of < l.valid_to)
      AND NOT l.change IN hidden
      AND l.recorded_at <= $known_at
      AND (coalesce(l.retracted_by, '') IN hidden OR l.retracted_at > $known_at)
  })
RETURN d.uscc AS uscc ORDER BY d.uscc LIMIT $limit
