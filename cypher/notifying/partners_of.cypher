// name: notifying/partners_of
// mode: read
// promise: one record: the direct suppliers and customers of these enterprises, as known at the
//   instant, in the order of their codes
// params: usccs LIST<STRING>, known_at ZONED DATETIME
// returns: partners LIST<STRING>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})
  USING INDEX SEEK e:Enterprise(uscc)
MATCH (e)-[f:SUPPLIES]-(p)
WHERE NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
WITH DISTINCT p.uscc AS partner ORDER BY partner
RETURN collect(partner) AS partners
