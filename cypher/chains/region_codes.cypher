// name: chains/region_codes
// mode: read
// promise: the codes of enterprises registered in the regions on the day, the first of them in order
// params: regions LIST<STRING>, as_of DATE, known_at ZONED DATETIME, most INTEGER
// returns: uscc STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $regions AS place
CALL (hidden, place) {
  MATCH (d:Registration)
  WHERE d.region = place
    AND NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  RETURN d.uscc AS uscc ORDER BY uscc LIMIT $most
}
RETURN uscc ORDER BY uscc LIMIT $most
