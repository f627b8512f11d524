// name: enterprises/ratings
// mode: read
// promise: one record per key: the ratings that hold on the day, by scheme, then start
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: key STRING, items LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (e:Enterprise {uscc: key})-[:HOLDS]->(f)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  RETURN f {.fact_id, .scheme, .level, .valid_from, .valid_to, .source, .reference, .openness}
  ORDER BY f.scheme, f.valid_from, f.fact_id LIMIT 100
} AS items
