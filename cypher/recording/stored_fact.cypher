// name: recording/stored_fact
// mode: read
// promise: at most one record: the fact of that id, whether it stands or was withdrawn
// params: fact_id STRING
// returns: label STRING, fact MAP (`start` and `end` are the enterprises of a link)
CALL () {
  MATCH (f:Registration {fact_id: $fact_id})
    USING INDEX SEEK f:Registration(fact_id)
  RETURN 'Registration' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:Rating {fact_id: $fact_id})
    USING INDEX SEEK f:Rating(fact_id)
  RETURN 'Rating' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:ListEntry {fact_id: $fact_id})
    USING INDEX SEEK f:ListEntry(fact_id)
  RETURN 'ListEntry' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:Statement {fact_id: $fact_id})
    USING INDEX SEEK f:Statement(fact_id)
  RETURN 'Statement' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:Commitment {fact_id: $fact_id})
    USING INDEX SEEK f:Commitment(fact_id)
  RETURN 'Commitment' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:Violation {fact_id: $fact_id})
    USING INDEX SEEK f:Violation(fact_id)
  RETURN 'Violation' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:MeasureUse {fact_id: $fact_id})
    USING INDEX SEEK f:MeasureUse(fact_id)
  RETURN 'MeasureUse' AS label, properties(f) AS fact
  UNION ALL
  MATCH (f:Submission {fact_id: $fact_id})
    USING INDEX SEEK f:Submission(fact_id)
  RETURN 'Submission' AS label, properties(f) AS fact
  UNION ALL
  MATCH (a)-[f:SUPPLIES {fact_id: $fact_id}]->(b)
    USING INDEX SEEK f:SUPPLIES(fact_id)
  RETURN 'SUPPLIES' AS label, f {.*, start: a.uscc, end: b.uscc} AS fact
  UNION ALL
  MATCH (a)-[f:OWNS {fact_id: $fact_id}]->(b)
    USING INDEX SEEK f:OWNS(fact_id)
  RETURN 'OWNS' AS label, f {.*, start: a.uscc, end: b.uscc} AS fact
}
RETURN label, fact
