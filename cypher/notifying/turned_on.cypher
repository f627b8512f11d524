// name: notifying/turned_on
// mode: read
// promise: every fact of an enterprise that begins or ends on the day, as known at the instant, by
//   the enterprise; and violations found on one of the days `lapsing`, which count no more since.
//   `reaches`: conditions on partners may ask for it
// params: day DATE, lapsing LIST<DATE>, known_at ZONED DATETIME
// returns: uscc STRING, kind STRING, ends BOOLEAN, fact_id STRING, register STRING, level STRING,
//   subject STRING, author STRING, reaches BOOLEAN, openness STRING (as stated for the fact)
// allows: label-scan because it is asked once a day, and spares each write ten more indexes
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL (hidden) {
  MATCH (f:Rating)
  WHERE (f.valid_from = $day OR f.valid_to = $day)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc, 'rating' AS kind, f.valid_to = $day AS ends, f.fact_id AS fact_id,
    f.scheme AS register, f.level AS level, null AS subject, null AS author, true AS reaches,
    f.openness AS openness
  UNION ALL
  MATCH (f:ListEntry)
  WHERE (f.valid_from = $day OR f.valid_to = $day OR f.repaired_on = $day)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc, 'list_entry' AS kind, f.valid_from <> $day AS ends, f.fact_id AS fact_id,
    f.list AS register, null AS level, null AS subject, null AS author, true AS reaches,
    f.openness AS openness
  UNION ALL
  MATCH (f:Statement)
  WHERE (f.valid_from = $day OR f.valid_to = $day)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc, 'statement' AS kind, f.valid_to = $day AS ends, f.fact_id AS fact_id,
    null AS register, null AS level, f.statement AS subject, null AS author, false AS reaches,
    f.openness AS openness
  UNION ALL
  MATCH (f:Commitment)
  WHERE (f.made_on = $day OR f.due_on + duration({days: 1}) = $day OR f.fulfilled_on = $day)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc, 'commitment' AS kind,
    f.due_on + duration({days: 1}) = $day
      AND (f.fulfilled_on IS NULL OR f.fulfilled_on >= $day) AS ends,
    f.fact_id AS fact_id, null AS register, null AS level, f.commitment AS subject,
    null AS author, false AS reaches,
    f.openness AS openness
  UNION ALL
  MATCH (f:Violation)
  WHERE (f.found_on = $day OR f.repaired_on = $day OR f.found_on IN $lapsing)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc, 'violation' AS kind, f.repaired_on = $day AS ends, f.fact_id AS fact_id,
    null AS register, null AS level, f.violation AS subject, f.found_by AS author,
    false AS reaches,
    f.openness AS openness
  UNION ALL
  MATCH (f:Registration)
  WHERE (f.valid_from = $day OR f.valid_to = $day OR f.shown_from = $day OR f.shown_to = $day)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc, 'registration' AS kind, f.valid_to = $day AS ends, f.fact_id AS fact_id,
    null AS register, null AS level, f.status AS subject, null AS author, true AS reaches,
    null AS openness
  UNION ALL
  MATCH (a)-[f:SUPPLIES]->(b)
  WHERE (f.valid_from = $day OR f.valid_to = $day)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  UNWIND [a.uscc, b.uscc] AS uscc
  RETURN uscc, 'link' AS kind, f.valid_to = $day AS ends, f.fact_id AS fact_id,
    null AS register, null AS level, null AS subject, null AS author, false AS reaches,
    null AS openness
}
RETURN uscc, kind, coalesce(ends, false) AS ends, fact_id, register, level, subject, author, reaches,
  openness
ORDER BY uscc, kind, fact_id
