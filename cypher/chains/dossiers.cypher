// name: chains/dossiers
// mode: read
// promise: what holds on the day of each key that names an enterprise known at the instant, in any
//   order, and every sync known then. One record for all keys, not one for each: of fifty thousand
//   records a client makes ten times the work
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: rows LIST<LIST<ANY>> (uscc, name, region, zone, kinds, status, registered_on, then lists
//   of (scheme, level), of (list, valid_to), of (statement, value); days as STRING), syncs LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL (hidden) {
  UNWIND $keys AS key
  MATCH (e:Enterprise {uscc: key})-[:DESCRIBED]->(d)
    USING INDEX SEEK e:Enterprise(uscc)
  WHERE NOT d.change IN hidden
    AND coalesce(d.retracted_by, '') IN hidden
  RETURN collect([
    d.uscc, d.name, d.region, d.zone, d.kinds, d.status, toString(d.registered_on),
    COLLECT {
      MATCH (e)-[:HOLDS]->(f)
      WHERE NOT f.change IN hidden
        AND coalesce(f.retracted_by, '') IN hidden
        AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
      RETURN [f.scheme, f.level]
    },
    COLLECT {
      MATCH (e)-[:LISTED]->(f)
      WHERE NOT f.change IN hidden
        AND coalesce(f.retracted_by, '') IN hidden
        AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
      RETURN [f.list, toString(f.valid_to)]
    },
    COLLECT {
      MATCH (e)-[:STATED]->(f)
      WHERE NOT f.change IN hidden
        AND coalesce(f.retracted_by, '') IN hidden
        AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
      RETURN [f.statement, f.value]
    }
  ]) AS rows
}
RETURN rows, COLLECT {
  MATCH (f:Sync)
  WHERE NOT f.change IN hidden
    AND coalesce(f.retracted_by, '') IN hidden
  WITH f.register AS register, f.region AS region, min(f.as_of) AS first, max(f.as_of) AS last
  RETURN {register: register, region: region, first: first, last: last}
  ORDER BY register, region
} AS syncs
