// name: imports/brought_by
// mode: read
// promise: the change sets that brought these facts, the latest first
// params: fact_ids LIST<STRING>
// returns: id STRING, published_at ZONED DATETIME
UNWIND $fact_ids AS fact_id
CALL (fact_id) {
  MATCH (f:Registration {fact_id: fact_id})
    USING INDEX SEEK f:Registration(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:Rating {fact_id: fact_id})
    USING INDEX SEEK f:Rating(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:ListEntry {fact_id: fact_id})
    USING INDEX SEEK f:ListEntry(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:Statement {fact_id: fact_id})
    USING INDEX SEEK f:Statement(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:Commitment {fact_id: fact_id})
    USING INDEX SEEK f:Commitment(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:Violation {fact_id: fact_id})
    USING INDEX SEEK f:Violation(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:MeasureUse {fact_id: fact_id})
    USING INDEX SEEK f:MeasureUse(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:Sync {fact_id: fact_id})
    USING INDEX SEEK f:Sync(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH (f:Submission {fact_id: fact_id})
    USING INDEX SEEK f:Submission(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH ()-[f:SUPPLIES {fact_id: fact_id}]->()
    USING INDEX SEEK f:SUPPLIES(fact_id)
  RETURN f.change AS change
  UNION ALL
  MATCH ()-[f:OWNS {fact_id: fact_id}]->()
    USING INDEX SEEK f:OWNS(fact_id)
  RETURN f.change AS change
}
MATCH (c:ChangeSet {id: change})
RETURN DISTINCT c.id AS id, c.published_at AS published_at
ORDER BY published_at DESC
