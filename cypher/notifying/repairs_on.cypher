// name: notifying/repairs_on
// mode: read
// promise: one record: the enterprises with an entry or a violation for which the day is stated as
//   one of its repair or display, or that were decided on one of the days `decided`, as known at
//   the instant; in the order of their codes
// params: day DATE, decided LIST<DATE>, known_at ZONED DATETIME
// returns: usccs LIST<STRING>
// allows: label-scan because it is asked once a day, and spares each write six more indexes
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL (hidden) {
  MATCH (f:ListEntry)
  WHERE (f.repair_from = $day OR f.display_until = $day OR f.valid_from IN $decided)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc
  UNION
  MATCH (f:Violation)
  WHERE (f.repair_from = $day OR f.display_until = $day OR f.found_on IN $decided)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  RETURN f.uscc AS uscc
}
WITH DISTINCT uscc ORDER BY uscc
RETURN collect(uscc) AS usccs
