// name: chains/group
// mode: read
// promise: every share of ownership on the day that members of the core's group hold in each other;
//   `complete` is false if the group goes on after so many rounds, each one step of control
// params: core STRING, as_of DATE, known_at ZONED DATETIME, rounds INTEGER
// returns: holdings LIST<LIST<ANY>> (owner, owned, share), complete BOOLEAN
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
WITH hidden, COLLECT {
  MATCH (e:Enterprise {uscc: $core}) USING INDEX SEEK e:Enterprise(uscc) RETURN e
} AS start
WITH hidden, reduce(found = {members: start, joining: start}, round IN range(1, $rounds) |
  head(COLLECT {
    WITH COLLECT {
      UNWIND found.joining AS owner
      MATCH (owner)-[o:OWNS]->(owned)
      WHERE NOT owned IN found.members
        AND NOT o.change IN hidden
        AND o.recorded_at <= $known_at
        AND (coalesce(o.retracted_by, '') IN hidden OR o.retracted_at > $known_at)
        AND o.valid_from <= $as_of AND (o.valid_to IS NULL OR $as_of < o.valid_to)
      RETURN DISTINCT owned
    } AS touched
    WITH [owned IN touched WHERE 0.5 < reduce(held = 0.0, share IN COLLECT {
      MATCH (owner:Enterprise)-[o:OWNS]->(owned)
      WHERE owner IN found.members
        AND NOT o.change IN hidden
        AND o.recorded_at <= $known_at
        AND (coalesce(o.retracted_by, '') IN hidden OR o.retracted_at > $known_at)
        AND o.valid_from <= $as_of AND (o.valid_to IS NULL OR $as_of < o.valid_to)
      RETURN o.share
    } | held + share)] AS joining
    RETURN {members: found.members + joining, joining: joining}
  })
) AS found
RETURN size(found.joining) = 0 AS complete, COLLECT {
  UNWIND found.members AS owner
  MATCH (owner)-[o:OWNS]->(owned)
  WHERE owned IN found.members
    AND NOT o.change IN hidden
    AND o.recorded_at <= $known_at
    AND (coalesce(o.retracted_by, '') IN hidden OR o.retracted_at > $known_at)
    AND o.valid_from <= $as_of AND (o.valid_to IS NULL OR $as_of < o.valid_to)
  RETURN [owner.uscc, owned.uscc, o.share]
} AS holdings
