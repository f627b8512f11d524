// name: audit/facts_of
// mode: read
// promise: up to `limit` facts that the change set brought, and then up to `limit` that it withdrew
// params: change STRING, limit INTEGER
// returns: kind STRING, withdrawn BOOLEAN, fact MAP (of a link with `start` and `end`, the keys of
//   its two ends)
CALL () {
  MATCH (f:Registration|Rating|ListEntry|Statement|Commitment|Violation|MeasureUse|Sync|Submission
    {change: $change})
  RETURN labels(f)[0] AS kind, false AS withdrawn, properties(f) AS fact LIMIT $limit
  UNION ALL
  MATCH ()-[f:SUPPLIES|OWNS {change: $change}]->()
  RETURN
    type(f) AS kind,
    false AS withdrawn,
    f {.*, start: startNode(f).uscc, end: endNode(f).uscc} AS fact LIMIT $limit
  UNION ALL
  MATCH (f:Registration|Rating|ListEntry|Statement|Commitment|Violation|MeasureUse|Sync|Submission
    {retracted_by: $change})
  RETURN labels(f)[0] AS kind, true AS withdrawn, properties(f) AS fact LIMIT $limit
  UNION ALL
  MATCH ()-[f:SUPPLIES|OWNS {retracted_by: $change}]->()
  RETURN
    type(f) AS kind,
    true AS withdrawn,
    f {.*, start: startNode(f).uscc, end: endNode(f).uscc} AS fact LIMIT $limit
}
RETURN kind, withdrawn, fact
