// name: chains/dossier_history
// mode: read
// promise: one record: what is recorded, for any day, of the keys that name an enterprise, known at
//   the instant, and every sync known then, all in any order. What many have in common is stated
//   once, with columns of what each has: its place in `keys`, from 0, and days as text
// params: keys LIST<STRING>, known_at ZONED DATETIME
// returns: registered LIST<LIST<ANY>> (region, zone, kinds, status; then columns: places, names,
//   days of registration and '' for none, valid_from, valid_to, shown_from, shown_to),
//   ratings LIST<LIST<ANY>> (scheme, level; places, valid_from, valid_to),
//   entries LIST<LIST<ANY>> (list; places, valid_from, valid_to),
//   statements LIST<LIST<ANY>> (statement, value; places, valid_from, valid_to),
//   turned LIST<LIST<ANY>> (scheme, days on which an order replaced another, in order),
//   syncs LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
WITH hidden, COLLECT {
  UNWIND range(0, size($keys) - 1) AS place
  MATCH (e:Enterprise {uscc: $keys[place]}) USING INDEX SEEK e:Enterprise(uscc)
  RETURN [place, e]
} AS found
CALL (hidden, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:DESCRIBED]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  WITH f.region AS region, f.zone AS zone, f.kinds AS kinds, f.status AS status,
    collect(place) AS places, collect(f.name) AS names,
    collect(coalesce(toString(f.registered_on), '')) AS days,
    collect(coalesce(toString(f.valid_from), '')) AS valid_from,
    collect(coalesce(toString(f.valid_to), '')) AS valid_to,
    collect(coalesce(toString(f.shown_from), '')) AS shown_from,
    collect(coalesce(toString(f.shown_to), '')) AS shown_to
  RETURN collect([region, zone, kinds, status, places, names, days, valid_from, valid_to,
    shown_from, shown_to]) AS registered
}
CALL (hidden, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:HOLDS]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  WITH f.scheme AS scheme, f.level AS level, collect(place) AS places,
    collect(toString(f.valid_from)) AS valid_from,
    collect(coalesce(toString(f.valid_to), '')) AS valid_to
  RETURN collect([scheme, level, places, valid_from, valid_to]) AS ratings
}
CALL (hidden, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:LISTED]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  WITH f.list AS list, collect(place) AS places, collect(toString(f.valid_from)) AS valid_from,
    collect(coalesce(toString(f.valid_to), '')) AS valid_to
  RETURN collect([list, places, valid_from, valid_to]) AS entries
}
CALL (hidden, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:STATED]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  WITH f.statement AS statement, f.value AS value, collect(place) AS places,
    collect(toString(f.valid_from)) AS valid_from,
    collect(coalesce(toString(f.valid_to), '')) AS valid_to
  RETURN collect([statement, value, places, valid_from, valid_to]) AS statements
}
RETURN registered, ratings, entries, statements,
  COLLECT {
    MATCH (s:Scheme) WHERE s.code >= '' AND size(s.turns) > 0
    RETURN [s.code, [turn IN s.turns | toString(turn)]]
  } AS turned,
  COLLECT {
    MATCH (f:Sync)
    WHERE NOT f.change IN hidden
      AND f.recorded_at <= $known_at
      AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    WITH f.register AS register, f.region AS region, min(f.as_of) AS first, max(f.as_of) AS last
    RETURN {register: register, region: region, first: first, last: last}
    ORDER BY register, region
  } AS syncs
