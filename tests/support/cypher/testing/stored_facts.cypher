// name: testing/stored_facts
// mode: read
// promise: how many facts of each sort are stored, seen or not, and how many are withdrawn
// params: none
// returns: label STRING, stored INTEGER, withdrawn INTEGER
// allows: label-scan because a test looks at everything
CALL () {
  MATCH (f:Registration|Rating|ListEntry|Statement|Commitment|Violation|MeasureUse|Sync|Submission)
  RETURN labels(f)[0] AS label, f.retracted_by AS by
  UNION ALL
  MATCH (:Enterprise)-[f:SUPPLIES|OWNS]->(:Enterprise)
  RETURN type(f) AS label, f.retracted_by AS by
}
RETURN label, count(*) AS stored, count(by) AS withdrawn
ORDER BY label
