// name: enterprises/suppliers_count
// mode: read
// promise: one record per key: how many links to direct suppliers hold on the day
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: key STRING, items INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
RETURN key, COUNT {
  MATCH (e:Enterprise {uscc: key})<-[s:SUPPLIES]-()
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE NOT s.change IN hidden
    AND s.recorded_at <= $known_at
    AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
    AND s.valid_from <= $as_of AND (s.valid_to IS NULL OR $as_of < s.valid_to)
} AS items
