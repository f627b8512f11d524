// name: enterprises/by_keys
// mode: read
// promise: one item per key that names an enterprise known at the instant, as it is registered on
//   the day, in any order
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: items LIST<LIST<ANY>>: one record for all, which a client reads several times as fast
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
MATCH (e:Enterprise {uscc: key})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE NOT d.change IN hidden
  AND d.recorded_at <= $known_at
  AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
  AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
RETURN collect([d.uscc, d.name, d.region, d.zone, d.kinds, toString(d.registered_on),
  CASE WHEN d.valid_to <= $as_of THEN 'ended' WHEN $as_of < d.valid_from THEN 'unregistered'
    ELSE d.status END]) AS items
