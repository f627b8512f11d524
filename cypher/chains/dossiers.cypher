// name: chains/dossiers
// mode: read
// promise: one record: what holds on the day of the keys that name an enterprise known at the
//   instant, and every sync known then, all in any order. What many have in common is stated once,
//   with the places in `keys`, from 0, of those that have it: thousands of members share few levels
//   and lists, and a client that unpacks a record for each takes longer than the database
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: registered LIST<LIST<ANY>> (region, zone, kinds, status, places, names, days of
//   registration as STRING and '' for none), ratings LIST<LIST<ANY>> (scheme, level, the
//   first turn of the scheme since the award as STRING and '' for none, places),
//   entries LIST<LIST<ANY>> (list, valid_to as STRING, places), statements LIST<LIST<ANY>>
//   (statement, value, places), syncs LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL () {
  MATCH (s:Scheme) WHERE s.code >= '' AND size(s.turns) > 0
  RETURN collect([s.code, s.turns]) AS turned
}
WITH hidden, turned, COLLECT {
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
    AND coalesce(f.shown_from <= $as_of, true) AND coalesce($as_of < f.shown_to, true)
  WITH f.region AS region, f.zone AS zone, f.kinds AS kinds,
    CASE WHEN f.valid_to <= $as_of THEN 'ended' WHEN $as_of < f.valid_from THEN 'unregistered'
      ELSE f.status END AS status,
    collect(place) AS places, collect(f.name) AS names,
    collect(coalesce(toString(f.registered_on), '')) AS days
  RETURN collect([region, zone, kinds, status, places, names, days]) AS registered
}
CALL (hidden, turned, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:HOLDS]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  WITH place, f, head([s IN turned WHERE s[0] = f.scheme | s[1]]) AS turns
  WITH place, f, head([turn IN turns WHERE f.valid_from < turn AND turn <= $as_of]) AS turn
  WITH f.scheme AS scheme, f.level AS level, coalesce(toString(turn), '') AS since,
    collect(place) AS places
  RETURN collect([scheme, level, since, places]) AS ratings
}
CALL (hidden, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:LISTED]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  WITH f.list AS list, f.valid_to AS until, collect(place) AS places
  RETURN collect([list, toString(until), places]) AS entries
}
CALL (hidden, found) {
  UNWIND found AS each
  WITH each[0] AS place, each[1] AS e
  MATCH (e)-[:STATED]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  WITH f.statement AS statement, f.value AS value, collect(place) AS places
  RETURN collect([statement, value, places]) AS statements
}
RETURN registered, ratings, entries, statements, COLLECT {
  MATCH (f:Sync)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  WITH f.register AS register, f.region AS region, min(f.as_of) AS first, max(f.as_of) AS last
  RETURN {register: register, region: region, first: first, last: last}
  ORDER BY register, region
} AS syncs
