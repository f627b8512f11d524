// name: eligibility/candidates_by_list
// mode: read
// promise: the codes of enterprises that stand on one of the lists on the day, of
//   whom also one of `also` (ratings, lists, statements; null asks nothing) holds, who lie in the
//   places and pass every filter stated, in order, after the position; walks each index in the
//   order of the codes
// params: asked MAP (sources LIST<MAP> (list STRING), also LIST<MAP>,
//   regions LIST<STRING>, zones LIST<STRING>),
//   filter MAP (regions LIST<STRING>, zone STRING, kinds LIST<STRING>, status STRING,
//   name STRING, scheme STRING, level STRING, list STRING,
//   rated MAP (openness, regions LIST<STRING>),
//   display MAP (openness, regions LIST<STRING>, repaired_by, until DATE, begun MAP)), as_of DATE,
//   known_at ZONED DATETIME, after STRING, limit INTEGER
// returns: uscc STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $asked.sources AS wanted
CALL (hidden, wanted) {
  MATCH (f:ListEntry)
  WHERE f.list = wanted.list AND f.uscc > $after
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  MATCH (d:Registration {uscc: f.uscc})
    USING INDEX SEEK d:Registration(uscc)
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
    AND ($asked.regions IS NULL OR d.region IN $asked.regions OR d.zone IN $asked.zones)
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
    AND ($asked.also IS NULL OR EXISTS {
      MATCH (d)<-[:DESCRIBED]-()-[:HOLDS|LISTED|STATED]->(x)
      WHERE any(said IN $asked.also WHERE x.list = said.list
          OR (x.scheme = said.scheme AND x.level = said.level)
          OR (x.statement = said.statement AND x.value = said.value))
        AND x.valid_from <= $as_of AND (x.valid_to IS NULL OR $as_of < x.valid_to)
        AND NOT x.change IN hidden
        AND x.recorded_at <= $known_at
        AND (coalesce(x.retracted_by, '') IN hidden OR x.retracted_at > $known_at)
    })
  RETURN DISTINCT f.list AS list, f.uscc AS uscc
  ORDER BY list, uscc LIMIT $limit
}
RETURN DISTINCT uscc ORDER BY uscc LIMIT $limit
