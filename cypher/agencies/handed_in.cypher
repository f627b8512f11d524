// name: agencies/handed_in
// mode: read
// promise: one record per key, an agency and subjects: what was handed in for those subjects by
//   the agency or by nobody stated, by day; and the agency's first use of each of them that was
//   not refused
// params: keys LIST<LIST<ANY>> (agency, subjects), as_of DATE, known_at ZONED DATETIME
// returns: key LIST<ANY>, items LIST<MAP>, uses LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
RETURN key, COLLECT {
  UNWIND key[1] AS subject
  MATCH (f:Submission {obligation: subject})
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    AND f.handed_in_on <= $as_of AND (f.agency IS NULL OR f.agency = key[0])
  RETURN f {.fact_id, .obligation, .agency, .handed_in_on, .due_on, .text, .cases, .source,
    .reference}
  ORDER BY f.handed_in_on, f.fact_id
} AS items, COLLECT {
  UNWIND key[1] AS subject
  CALL (subject, key, hidden) {
    MATCH (f:MeasureUse {agency: key[0], measure: subject})
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
      AND f.used_on <= $as_of AND coalesce(f.outcome, 'granted') <> 'refused'
    RETURN f ORDER BY f.used_on, f.fact_id LIMIT 1
  }
  RETURN f {.fact_id, .measure, .agency, .used_on, .note, .source}
} AS uses
