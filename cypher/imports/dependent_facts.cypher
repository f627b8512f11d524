// name: imports/dependent_facts
// mode: read
// promise: the change sets that withdrew facts which the given one brought, or state them too: the
//   earliest publication first, with how many facts, and by what each was undone. `origin`: only
//   facts that go back to that change set count
// params: change STRING, origin STRING
// returns: id STRING, published_at ZONED DATETIME, undone_by STRING, withdrawn INTEGER,
//   stated INTEGER
CALL () {
  MATCH (f:Registration {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Rating {change: $change}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Statement {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Commitment {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Violation {change: $change}) RETURN f
  UNION ALL
  MATCH (f:MeasureUse {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Sync {change: $change}) RETURN f
  UNION ALL
  MATCH (f:Submission {change: $change}) RETURN f
  UNION ALL
  MATCH ()-[f:SUPPLIES {change: $change}]->() RETURN f
  UNION ALL
  MATCH ()-[f:OWNS {change: $change}]->() RETURN f
}
WITH f WHERE $change = $origin OR f.origin = $origin
WITH coalesce(f.retracted_by, f.confirmed_by) AS other,
  sum(CASE WHEN f.retracted_by IS NOT NULL THEN 1 ELSE 0 END) AS withdrawn,
  sum(CASE WHEN f.retracted_by IS NULL THEN 1 ELSE 0 END) AS stated
WHERE other IS NOT NULL AND other <> $change
MATCH (c:ChangeSet {id: other})
WHERE c.published_at < datetime('9999-12-31T00:00:00Z')
RETURN c.id AS id, c.published_at AS published_at, c.undone_by AS undone_by, withdrawn, stated
ORDER BY published_at
