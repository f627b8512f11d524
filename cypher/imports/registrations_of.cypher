// name: imports/registrations_of
// mode: read
// promise: what the enterprises are registered as on the day, and every published registration,
//   those of one enterprise in the order of their publication; an enterprise without one that
//   stands is left out
// params: usccs LIST<STRING>, day DATE
// returns: uscc STRING, name STRING, region STRING, moves LIST<LIST<ANY>> (region, published_at,
//   withdrawn_at or NULL, then the first day on which it is shown and the first on which it is not,
//   or NULL)
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.retracted_by IS NULL
  AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
RETURN uscc, d.name AS name, d.region AS region, COLLECT {
  MATCH (e)-[:DESCRIBED]->(r)
  MATCH (c:ChangeSet {id: r.change})
  OPTIONAL MATCH (w:ChangeSet {id: r.retracted_by})
  RETURN [r.region, c.published_at, w.published_at, r.shown_from, r.shown_to]
  ORDER BY c.published_at
} AS moves
