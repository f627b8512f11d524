// name: imports/registrations_of
// mode: read
// promise: one record: what the enterprises are registered as on the day, and every published
//   registration of each; an enterprise without one that stands is left out. Few change sets bring
//   many registrations, so their instants come once, apart
// params: usccs LIST<STRING>, day DATE
// returns: found LIST<LIST<ANY>> (uscc, name, region, moves: region, change set that brought it, that
//   withdrew it or NULL, then the first day on which it is shown and the first on which it is not,
//   or NULL), published LIST<LIST<ANY>> (change set, published_at)
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.retracted_by IS NULL
  AND coalesce(d.shown_from <= $day, true) AND coalesce($day < d.shown_to, true)
WITH collect([uscc, d.name, d.region, COLLECT {
  MATCH (e)-[:DESCRIBED]->(r)
  RETURN [r.region, r.change, r.retracted_by, r.shown_from, r.shown_to]
}]) AS found
RETURN found, COLLECT {
  UNWIND found AS each
  UNWIND each[3] AS move
  UNWIND [move[1], move[2]] AS id
  WITH DISTINCT id
  MATCH (c:ChangeSet {id: id})
  RETURN [id, c.published_at]
} AS published
