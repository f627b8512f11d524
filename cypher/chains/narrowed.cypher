// name: chains/narrowed
// mode: read
// promise: one record for each of the keys that has a fact for which another openness than `public`
//   is stated: all its ratings, list entries and statements that hold on the day, and all its
//   commitments and violations, whatever their openness
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: key STRING, ratings LIST<MAP>, entries LIST<MAP>, statements LIST<MAP>,
//   commitments LIST<MAP>, violations LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL () {
  MATCH (f:Rating)
    USING INDEX f:Rating(openness)
  WHERE f.openness IN ['keeper', 'shared'] AND f.uscc IN $keys
  RETURN f.uscc AS key
  UNION
  MATCH (f:ListEntry)
    USING INDEX f:ListEntry(openness)
  WHERE f.openness IN ['keeper', 'shared'] AND f.uscc IN $keys
  RETURN f.uscc AS key
  UNION
  MATCH (f:Statement)
    USING INDEX f:Statement(openness)
  WHERE f.openness IN ['keeper', 'shared'] AND f.uscc IN $keys
  RETURN f.uscc AS key
  UNION
  MATCH (f:Commitment)
    USING INDEX f:Commitment(openness)
  WHERE f.openness IN ['keeper', 'shared'] AND f.uscc IN $keys
  RETURN f.uscc AS key
  UNION
  MATCH (f:Violation)
    USING INDEX f:Violation(openness)
  WHERE f.openness IN ['keeper', 'shared'] AND f.uscc IN $keys
  RETURN f.uscc AS key
}
MATCH (e:Enterprise {uscc: key})
  USING INDEX SEEK e:Enterprise(uscc)
RETURN key,
  COLLECT {
    MATCH (e)-[:HOLDS]->(f)
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
      AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    RETURN f {.fact_id, .scheme, .level, .valid_from, .valid_to, .source, .reference, .openness}
  } AS ratings,
  COLLECT {
    MATCH (e)-[:LISTED]->(f)
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
      AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    RETURN f {.fact_id, .list, .reason, .severity, .repair_from, .display_until, .repaired_on,
      .valid_from, .valid_to, .source, .reference, .openness}
  } AS entries,
  COLLECT {
    MATCH (e)-[:STATED]->(f)
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
      AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    RETURN f {.fact_id, .statement, .value, .valid_from, .valid_to, .source, .reference, .openness}
  } AS statements,
  COLLECT {
    MATCH (e)-[:PROMISED]->(f)
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .commitment, .subject, .made_on, .due_on, .fulfilled_on, .source,
      .reference, .openness}
  } AS commitments,
  COLLECT {
    MATCH (e)-[:BROKE]->(f)
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .violation, .severity, .found_on, .found_by, .repaired_on, .repair_from,
      .display_until, .source, .reference, .openness}
  } AS violations
