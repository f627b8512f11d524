// name: imports/registrations_of
// mode: read
// promise: every published registration of the enterprises, those of one enterprise in the order
//   of their publication; an enterprise without one that stands is left out
// params: usccs LIST<STRING>
// returns: uscc STRING, name STRING, region STRING, moves LIST<LIST<ANY>> (region, published_at,
//   withdrawn_at or NULL)
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.retracted_by IS NULL
RETURN uscc, d.name AS name, d.region AS region, COLLECT {
  MATCH (e)-[:DESCRIBED]->(r)
  MATCH (c:ChangeSet {id: r.change})
  OPTIONAL MATCH (w:ChangeSet {id: r.retracted_by})
  RETURN [r.region, c.published_at, w.published_at] ORDER BY c.published_at
} AS moves
