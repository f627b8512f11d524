// name: chains/lapsing
// mode: read
// promise: one record for each of the keys that has a list entry whose display may have ended by some
//   day, since its severity, the end of its display or a repair is stated: all its entries that hold
//   on the day
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME
// returns: key STRING, entries LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $keys AS key
MATCH (e:Enterprise {uscc: key})
  USING INDEX SEEK e:Enterprise(uscc)
WHERE EXISTS {
  MATCH (e)-[:LISTED]->(g)
  WHERE g.severity IS NOT NULL OR g.display_until IS NOT NULL OR g.repaired_on IS NOT NULL
}
RETURN key, COLLECT {
  MATCH (e)-[:LISTED]->(f)
  WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
  RETURN f {.fact_id, .list, .reason, .severity, .repair_from, .display_until, .repaired_on,
    .valid_from, .valid_to, .source, .reference, .openness}
} AS entries
