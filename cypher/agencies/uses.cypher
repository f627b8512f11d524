// name: agencies/uses
// mode: read
// promise: one record per key, an agency: how often it used measures up to the day, how many
//   different ones, for how many enterprises
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: key STRING, uses INTEGER, measures INTEGER, enterprises INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
CALL (key, hidden) {
  MATCH (f:MeasureUse {agency: key})
  WHERE f.measure IS NOT NULL AND f.used_on <= $as_of
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN count(f) AS uses, count(DISTINCT f.measure) AS measures,
    count(DISTINCT f.uscc) AS enterprises
}
RETURN key, uses, measures, enterprises
