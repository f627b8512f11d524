// name: imports/regions_of
// mode: read
// promise: the region of each registered enterprise among those codes on the day
// params: usccs LIST<STRING>, day DATE
// returns: uscc STRING, region STRING
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.retracted_by IS NULL
  AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
RETURN uscc, d.region AS region
