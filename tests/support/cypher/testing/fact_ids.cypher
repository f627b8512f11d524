// name: testing/fact_ids
// mode: read
// promise: every fact with its id, its change set and what its natural key is made of
// params: none
// returns: label STRING, fact MAP, ends LIST<STRING>
// allows: label-scan because a test looks at everything
CALL () {
  MATCH (f:Registration|Rating|ListEntry|Statement|Commitment|Violation|MeasureUse|Sync|Submission)
  RETURN labels(f)[0] AS label, properties(f) AS fact, [] AS ends
  UNION ALL
  MATCH (a:Enterprise)-[f:SUPPLIES|OWNS]->(b:Enterprise)
  RETURN type(f) AS label, properties(f) AS fact, [a.uscc, b.uscc] AS ends
}
RETURN label, fact, ends
