// name: testing/canonical_nodes
// mode: read
// promise: every fact that is a node and that a reader sees at the instant, with what it is tied to
// params: known_at ZONED DATETIME
// returns: label STRING, fact MAP, tied LIST<STRING>
// allows: label-scan because a test looks at everything
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
MATCH (f:Registration|Rating|ListEntry|Statement|Commitment|Violation|MeasureUse|Sync|Submission)
WHERE NOT f.change IN hidden AND (f.retracted_by IS NULL OR f.retracted_by IN hidden)
RETURN
  labels(f)[0] AS label,
  properties(f) AS fact,
  [(f)<-[r]-(e:Enterprise) | type(r) + ' ' + e.uscc]
    + [(f)-[r:ON|IN_REGION|IN_ZONE]->(g) | type(r) + ' ' + g.code] AS tied
