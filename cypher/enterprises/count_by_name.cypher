// name: enterprises/count_by_name
// mode: read
// promise: how many are the enterprises whose name holds the text and that pass every other filter stated
// params: regions LIST<STRING>, zone STRING, kinds LIST<STRING>, status STRING,
//   name STRING, scheme STRING, level STRING, list STRING, as_of DATE,
//   known_at ZONED DATETIME
// returns: total INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
MATCH (d:Registration)
USING TEXT INDEX d:Registration(name)
WHERE d.name CONTAINS $name
  AND d.recorded_at <= $known_at AND NOT d.change IN hidden
    AND (d.retracted_at IS NULL OR d.retracted_at > $known_at OR d.retracted_by IN hidden)
WITH hidden, d
MATCH (d)<-[:DESCRIBED]-(e)
WHERE ($regions IS NULL OR d.region IN $regions)
  AND ($zone IS NULL OR d.zone = $zone)
  AND ($kinds IS NULL OR any(kind IN d.kinds WHERE kind IN $kinds))
  AND ($status IS NULL OR d.status = $status)
  AND ($scheme IS NULL OR EXISTS {
    MATCH (e)-[:HOLDS]->(r)
    WHERE r.scheme = $scheme AND r.level = $level AND r.valid_from <= $as_of AND (r.valid_to IS NULL OR $as_of < r.valid_to)
    AND r.recorded_at <= $known_at AND NOT r.change IN hidden
    AND (r.retracted_at IS NULL OR r.retracted_at > $known_at OR r.retracted_by IN hidden)
  })
  AND ($list IS NULL OR EXISTS {
    MATCH (e)-[:LISTED]->(l)
    WHERE l.list = $list AND l.valid_from <= $as_of AND (l.valid_to IS NULL OR $as_of < l.valid_to)
    AND l.recorded_at <= $known_at AND NOT l.change IN hidden
    AND (l.retracted_at IS NULL OR l.retracted_at > $known_at OR l.retracted_by IN hidden)
  })
RETURN count(*) AS total
