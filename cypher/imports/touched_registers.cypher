// name: imports/touched_registers
// mode: read
// promise: for each register and region of which the change set brought or withdrew entries or
//   syncs: the days that they reach over; a sync reaches over all
// params: change STRING
// returns: register STRING, region STRING, first DATE, last DATE (the first day after)
CALL () {
  MATCH (f:Rating {change: $change})<-[:HOLDS]-()-[:DESCRIBED]->(d)
  RETURN f.scheme AS register, d.region AS region, f.valid_from AS first,
    coalesce(f.valid_to, date('9999-12-31')) AS last
  UNION ALL
  MATCH (f:Rating {retracted_by: $change})<-[:HOLDS]-()-[:DESCRIBED]->(d)
  RETURN f.scheme AS register, d.region AS region, f.valid_from AS first,
    coalesce(f.valid_to, date('9999-12-31')) AS last
  UNION ALL
  MATCH (f:ListEntry {change: $change})<-[:LISTED]-()-[:DESCRIBED]->(d)
  RETURN f.list AS register, d.region AS region, f.valid_from AS first,
    coalesce(f.valid_to, date('9999-12-31')) AS last
  UNION ALL
  MATCH (f:ListEntry {retracted_by: $change})<-[:LISTED]-()-[:DESCRIBED]->(d)
  RETURN f.list AS register, d.region AS region, f.valid_from AS first,
    coalesce(f.valid_to, date('9999-12-31')) AS last
  UNION ALL
  MATCH (f:Sync {change: $change})
  RETURN f.register AS register, f.region AS region, date('0001-01-01') AS first,
    date('9999-12-31') AS last
  UNION ALL
  MATCH (f:Sync {retracted_by: $change})
  RETURN f.register AS register, f.region AS region, date('0001-01-01') AS first,
    date('9999-12-31') AS last
}
RETURN register, region, min(first) AS first, max(last) AS last
