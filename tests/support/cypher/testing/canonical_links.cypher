// name: testing/canonical_links
// mode: read
// promise: every fact that is a relation and that a reader sees at the instant, with its two ends
// params: known_at ZONED DATETIME
// returns: label STRING, fact MAP, tied LIST<STRING>
// allows: label-scan because a test looks at everything
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
MATCH (a:Enterprise)-[f:SUPPLIES|OWNS]->(b:Enterprise)
WHERE NOT f.change IN hidden AND (f.retracted_by IS NULL OR f.retracted_by IN hidden)
RETURN type(f) AS label, properties(f) AS fact, [a.uscc, b.uscc] AS tied
