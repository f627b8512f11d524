// name: enterprises/by_keys
// mode: read
// promise: one record per key that names an enterprise known at the instant, in any order
// params: keys LIST<STRING>, known_at ZONED DATETIME
// returns: uscc STRING, name STRING, region STRING, zone STRING, kinds LIST<STRING>,
//   registered_on DATE, status STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
MATCH (e:Enterprise {uscc: key})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE NOT d.change IN hidden
  AND coalesce(d.retracted_by, '') IN hidden
RETURN d.uscc AS uscc, d.name AS name, d.region AS region, d.zone AS zone, d.kinds AS kinds,
  d.registered_on AS registered_on, d.status AS status
