// name: recording/places
// mode: read
// promise: one record: the registrations of the enterprises that stand
// params: usccs LIST<STRING>
// returns: places LIST<LIST<ANY>> (uscc, region, shown_from or NULL, shown_to or NULL)
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.retracted_by IS NULL
WITH d ORDER BY d.uscc, d.shown_from
RETURN collect([d.uscc, d.region, d.shown_from, d.shown_to]) AS places
