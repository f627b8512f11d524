// name: chains/entries_count
// mode: read
// promise: one record: how many enterprises of the regions stand on the list on the day
// params: list STRING, regions LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: total INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (f:ListEntry)
WHERE f.list = $list AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  AND NOT f.change IN hidden
  AND coalesce(f.retracted_by, '') IN hidden
MATCH (e:Enterprise {uscc: f.uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.region IN $regions
  AND NOT d.change IN hidden
  AND coalesce(d.retracted_by, '') IN hidden
RETURN count(DISTINCT e) AS total
