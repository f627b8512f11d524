// name: export/submissions
// mode: read
// promise: every submission at the instant, in any order
// params: known_at ZONED DATETIME
// returns: cells LIST<ANY> (obligation, agency, handed_in_on, text, cases, reference)
// allows: label-scan because all submissions are wanted: some per obligation and quarter
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (f:Submission)
WHERE NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
RETURN [f.obligation, f.agency, f.handed_in_on, f.text, f.cases, f.reference] AS cells
