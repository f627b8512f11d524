// name: enterprises/suppliers
// mode: read
// promise: one record per key: its direct suppliers on the day, one item per link, ordered by the
//   supplier's code and the link's id, those after the position, at most `limit`
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME, after_uscc STRING,
//   after_id STRING, limit INTEGER
// returns: key STRING, items LIST<LIST<ANY>>: lists and days as text are read twice as fast as
//   maps and dates
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (e:Enterprise {uscc: key})<-[s:SUPPLIES]-(p)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE p.uscc >= $after_uscc
  // Sorted first: links are looked at in order only until the page is full.
  WITH p, s ORDER BY p.uscc, s.fact_id
  WHERE (p.uscc > $after_uscc OR s.fact_id > $after_id)
    AND NOT s.change IN hidden
    AND s.recorded_at <= $known_at
    AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
    AND s.valid_from <= $as_of AND (s.valid_to IS NULL OR $as_of < s.valid_to)
  WITH p, s ORDER BY p.uscc, s.fact_id LIMIT $limit
  MATCH (p)-[:DESCRIBED]->(d)
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  RETURN [d.uscc, d.name, d.region, d.zone, d.kinds, toString(d.registered_on),
    CASE WHEN d.valid_to <= $as_of THEN 'ended' WHEN $as_of < d.valid_from THEN 'unregistered'
      ELSE d.status END,
    s.fact_id, s.category, s.share, toString(s.valid_from), toString(s.valid_to), s.source,
    s.reference]
  ORDER BY p.uscc, s.fact_id
} AS items
