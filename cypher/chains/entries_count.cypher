// name: chains/entries_count
// mode: read
// promise: one record: how many enterprises of the regions stand on the list on the day, without
//   those whose status is one of `ended`
// params: list STRING, regions LIST<STRING>, ended LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: total INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (f:ListEntry)
WHERE f.list = $list AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  AND NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
MATCH (e:Enterprise {uscc: f.uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.region IN $regions
  AND NOT d.change IN hidden
  AND d.recorded_at <= $known_at
  AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
  AND coalesce(d.shown_from <= $as_of, true) AND coalesce($as_of < d.shown_to, true)
  AND NOT CASE WHEN d.valid_to <= $as_of THEN 'ended' ELSE d.status END IN $ended
RETURN count(DISTINCT e) AS total
