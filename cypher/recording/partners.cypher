// name: recording/partners
// mode: read
// promise: one record: how many direct partners the enterprises have at the instant besides each
//   other, and the first of them by their codes, at most `limit`
// params: usccs LIST<STRING>, limit INTEGER, known_at ZONED DATETIME
// returns: partners INTEGER, first LIST<STRING>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL (hidden) {
  UNWIND $usccs AS uscc
  MATCH (e:Enterprise {uscc: uscc})-[s:SUPPLIES]-(p)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE NOT s.change IN hidden
    AND s.recorded_at <= $known_at
    AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
    AND NOT p.uscc IN $usccs
  WITH DISTINCT p.uscc AS partner ORDER BY partner
  RETURN collect(partner) AS found
}
RETURN size(found) AS partners, found[..$limit] AS first
