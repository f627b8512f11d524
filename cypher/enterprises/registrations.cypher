// name: enterprises/registrations
// mode: read
// promise: one record per key: its registrations known at the instant, at most 100, in any order
// params: keys LIST<STRING>, known_at ZONED DATETIME
// returns: key STRING, items LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (e:Enterprise {uscc: key})-[:DESCRIBED]->(d)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
  RETURN d {.fact_id, .uscc, .name, .region, .zone, .kinds, .registered_on, .status, .valid_from,
    .valid_to, .shown_from, .shown_to, .source, .reference}
  LIMIT 100
} AS items
