// name: chains/first_suppliers
// mode: read
// promise: the links on the day of the enterprises to their suppliers, taken in the order of the keys and
//   within one by the partner's code, at most `most_links`; one record per enterprise with any, of
//   which the last may be incomplete
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME, most_links INTEGER
// returns: near STRING, far LIST<STRING>, share LIST<FLOAT>, category LIST<STRING>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND range(0, size($keys) - 1) AS place
UNWIND COLLECT {
  MATCH (e:Enterprise {uscc: $keys[place]})<-[s:SUPPLIES]-(p)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE NOT s.change IN hidden
    AND s.recorded_at <= $known_at
    AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
    AND s.valid_from <= $as_of AND (s.valid_to IS NULL OR $as_of < s.valid_to)
  RETURN [p.uscc, s.share, s.category] ORDER BY p.uscc
} AS link
WITH place, link LIMIT $most_links
WITH place, collect(link) AS links
RETURN $keys[place] AS near, [link IN links | link[0]] AS far,
  [link IN links | link[1]] AS share, [link IN links | link[2]] AS category
