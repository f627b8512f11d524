// name: eligibility/registered_in
// mode: read
// promise: the codes of enterprises that are registered in one of the regions on any of the days,
//   in order, after the position; walks each region in the order of the codes
// params: regions LIST<STRING>, days LIST<DATE>, known_at ZONED DATETIME, after STRING,
//   limit INTEGER
// returns: codes LIST<STRING>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $regions AS place
CALL (hidden, place) {
  MATCH (d:Registration)
  WHERE d.region = place AND d.uscc > $after
  // In the index's order first: only then are facts looked at, until the page is full.
  WITH d, hidden ORDER BY d.region, d.uscc
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND any(day IN $days WHERE coalesce(d.shown_from <= day, true)
      AND coalesce(day < d.shown_to, true))
  WITH DISTINCT d.region AS region, d.uscc AS uscc ORDER BY region, uscc LIMIT $limit
  RETURN uscc
}
WITH DISTINCT uscc ORDER BY uscc LIMIT $limit
RETURN collect(uscc) AS codes
