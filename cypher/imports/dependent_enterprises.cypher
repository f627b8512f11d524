// name: imports/dependent_enterprises
// mode: read
// promise: the change sets with facts that stand about enterprises that only the given one
//   registers, with how many facts. `origin`: only registrations that go back to it count
// params: change STRING, origin STRING
// returns: id STRING, published_at ZONED DATETIME, facts INTEGER
MATCH (r:Registration {change: $change})<-[:DESCRIBED]-(e)
WHERE r.retracted_by IS NULL AND ($change = $origin OR r.origin = $origin)
  AND NOT EXISTS { (e)-[:DESCRIBED]->(d) WHERE d.retracted_by = $origin }
CALL (e) {
  MATCH (e)-[:HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
  WHERE f.retracted_by IS NULL AND f.change <> $origin AND coalesce(f.origin, '') <> $origin
  RETURN f.change AS other
  UNION ALL
  MATCH (e)-[f:SUPPLIES|OWNS]-()
  WHERE f.retracted_by IS NULL AND f.change <> $origin AND coalesce(f.origin, '') <> $origin
  RETURN f.change AS other
}
WITH other, count(*) AS facts
MATCH (c:ChangeSet {id: other})
RETURN c.id AS id, c.published_at AS published_at, facts
ORDER BY published_at
