// name: enterprises/supplier_names
// mode: read
// promise: the links of enterprises/suppliers, in the same order; of each only who it is with (code,
//   name, region), and its id if asked. Without ids, links to the same partner look the same, so
//   that their order does not show and is not looked up
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME, after_uscc STRING,
//   after_id STRING, limit INTEGER, with_ids BOOLEAN
// returns: items LIST<LIST<ANY>> (a key, then of its links the codes, names, regions and ids, which
//   are none without ids)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
CALL (hidden, key) {
  MATCH (e:Enterprise {uscc: key})<-[s:SUPPLIES]-(p)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE p.uscc >= $after_uscc
  // Sorted first: links are looked at in order only until the page is full.
  WITH p, s, CASE WHEN $with_ids THEN s.fact_id END AS id ORDER BY p.uscc, id
  WHERE (p.uscc > $after_uscc OR s.fact_id > $after_id)
    AND NOT s.change IN hidden
    AND s.recorded_at <= $known_at
    AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
    AND s.valid_from <= $as_of AND (s.valid_to IS NULL OR $as_of < s.valid_to)
  WITH p, id ORDER BY p.uscc, id LIMIT $limit
  MATCH (p)-[:DESCRIBED]->(d)
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  WITH p, id, d ORDER BY p.uscc, id
  RETURN collect(p.uscc) AS codes, collect(d.name) AS names, collect(d.region) AS regions,
    collect(id) AS fact_ids
}
RETURN collect([key, codes, names, regions, fact_ids]) AS items
