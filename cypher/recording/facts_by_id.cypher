// name: recording/facts_by_id
// mode: read
// promise: each fact of these ids that was published by the instant, withdrawn since or not. `said`
//   holds its own properties; `uscc` is the enterprise, for a link the supplier or owner, `partner`
//   the other end
// params: fact_ids LIST<STRING>, known_at ZONED DATETIME
// returns: kind STRING, role STRING, fact_id STRING, said MAP, uscc STRING, partner STRING,
//   source STRING, reference STRING, recorded_at ZONED DATETIME, retracted_at ZONED DATETIME (NULL
//   while it stood), brought MAP, withdrawn MAP (NULL likewise; id, subject, agency, action, reason)
UNWIND $fact_ids AS id
CALL (id) {
  MATCH (f:Registration {fact_id: id})
    USING INDEX SEEK f:Registration(fact_id)
  RETURN properties(f) AS said, 'Registration' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:Rating {fact_id: id})
    USING INDEX SEEK f:Rating(fact_id)
  RETURN properties(f) AS said, 'Rating' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:ListEntry {fact_id: id})
    USING INDEX SEEK f:ListEntry(fact_id)
  RETURN properties(f) AS said, 'ListEntry' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:Statement {fact_id: id})
    USING INDEX SEEK f:Statement(fact_id)
  RETURN properties(f) AS said, 'Statement' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:Commitment {fact_id: id})
    USING INDEX SEEK f:Commitment(fact_id)
  RETURN properties(f) AS said, 'Commitment' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:Violation {fact_id: id})
    USING INDEX SEEK f:Violation(fact_id)
  RETURN properties(f) AS said, 'Violation' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:MeasureUse {fact_id: id})
    USING INDEX SEEK f:MeasureUse(fact_id)
  RETURN properties(f) AS said, 'MeasureUse' AS label, f.uscc AS uscc, null AS partner
  UNION ALL
  MATCH (f:Submission {fact_id: id})
    USING INDEX SEEK f:Submission(fact_id)
  RETURN properties(f) AS said, 'Submission' AS label, null AS uscc, null AS partner
  UNION ALL
  MATCH (a)-[f:SUPPLIES {fact_id: id}]->(b)
    USING INDEX SEEK f:SUPPLIES(fact_id)
  RETURN properties(f) AS said, 'SUPPLIES' AS label, a.uscc AS uscc, b.uscc AS partner
  UNION ALL
  MATCH (a)-[f:OWNS {fact_id: id}]->(b)
    USING INDEX SEEK f:OWNS(fact_id)
  RETURN properties(f) AS said, 'OWNS' AS label, a.uscc AS uscc, b.uscc AS partner
}
MATCH (c:ChangeSet {id: said.change})
WHERE c.published_at <= $known_at
OPTIONAL MATCH (w:ChangeSet {id: said.retracted_by}) WHERE w.published_at <= $known_at
RETURN label AS kind, CASE WHEN partner IS NOT NULL THEN 'from' END AS role,
  said.fact_id AS fact_id, said, uscc, partner, coalesce(said.source, c.source) AS source,
  said.reference AS reference, c.published_at AS recorded_at, w.published_at AS retracted_at,
  c {.id, .subject, .agency, .action, .reason} AS brought,
  w {.id, .subject, .agency, .action, .reason} AS withdrawn
