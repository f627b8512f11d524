// name: agencies/handed_in
// mode: read
// promise: one record per key, a subject and an agency: what was handed in for the subject by the
//   agency or by nobody stated, by day; and the agency's first use of it that was not refused
// params: keys LIST<LIST<STRING>> (subject, agency), as_of DATE, known_at ZONED DATETIME
// returns: key LIST<STRING>, items LIST<MAP>, first_use MAP
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (f:Submission {obligation: key[0]})
  WHERE f.recorded_at <= $known_at AND NOT f.change IN hidden
    AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
    AND f.handed_in_on <= $as_of AND (f.agency IS NULL OR f.agency = key[1])
  RETURN f {.fact_id, .agency, .handed_in_on, .due_on, .text, .cases, .source, .reference}
  ORDER BY f.handed_in_on, f.fact_id
} AS items, head(COLLECT {
  MATCH (f:MeasureUse {agency: key[1], measure: key[0]})
  WHERE f.recorded_at <= $known_at AND NOT f.change IN hidden
    AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
    AND f.used_on <= $as_of AND coalesce(f.outcome, 'granted') <> 'refused'
  RETURN f {.fact_id, .agency, .used_on, .note, .source}
  ORDER BY f.used_on, f.fact_id LIMIT 1
}) AS first_use
