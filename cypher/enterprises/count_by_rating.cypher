// name: enterprises/count_by_rating
// mode: read
// promise: how many are the enterprises rated so on the day, as far as that is shown to whoever asks
//   (`rated`), that pass every other filter stated
// params: regions LIST<STRING>, zone STRING, kinds LIST<STRING>, status STRING,
//   name STRING, scheme STRING, level STRING, list STRING,
//   rated MAP (openness, regions LIST<STRING>) or NULL, as_of DATE,
//   known_at ZONED DATETIME
// returns: total INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (f:Rating)
WHERE f.scheme = $scheme AND f.level = $level
  AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
// Whether one of the ratings is shown to whoever asks, wherever the enterprise is registered.
WITH hidden, f.uscc AS key, max(CASE WHEN NOT f.openness IN $rated.openness THEN 0 ELSE 1 END)
  AS shown
MATCH (e:Enterprise {uscc: key})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
    AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  AND (shown = 1 OR d.region IN $rated.regions)
  AND ($regions IS NULL OR d.region IN $regions)
  AND ($zone IS NULL OR d.zone = $zone)
  AND ($kinds IS NULL OR any(kind IN d.kinds WHERE kind IN $kinds))
  AND ($status IS NULL OR $status = CASE WHEN d.valid_to <= $as_of THEN 'ended'
    WHEN $as_of < d.valid_from THEN 'unregistered' ELSE d.status END)
  AND ($name IS NULL OR d.folded_name CONTAINS $name)
  AND ($list IS NULL OR EXISTS {
    MATCH (e)-[:LISTED]->(l)
    WHERE l.list = $list AND l.valid_from <= $as_of AND (l.valid_to IS NULL OR $as_of < l.valid_to)
    AND NOT l.change IN hidden
    AND l.recorded_at <= $known_at
    AND (coalesce(l.retracted_by, '') IN hidden OR l.retracted_at > $known_at)
  })
RETURN count(*) AS total
