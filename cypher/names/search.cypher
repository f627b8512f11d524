// name: names/search
// mode: read
// promise: one record per search, in their order: the best hits of its words in names and texts, the
//   likest first, after its position, at most `limit`; an enterprise once, as it is registered on
//   the day, whatever the time of the name it was found by. Only the `most` best hits of all kinds
//   are looked at for each.
// params: searches LIST<LIST<ANY>> (words, kinds, then score, kind and key of the position),
//   as_of DATE, known_at ZONED DATETIME, most INTEGER, limit INTEGER
// returns: items LIST<LIST<ANY>> (kind, key, score, then of an enterprise the cells of
//   enterprises/by_keys, and the name it was found by if it does not bear it on the day)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND range(0, size($searches) - 1) AS place
CALL (hidden, place) {
  WITH $searches[place][0] AS words, $searches[place][1] AS kinds,
    $searches[place][2] AS after_score, $searches[place][3] AS after_kind,
    $searches[place][4] AS after_key
  CALL db.index.fulltext.queryNodes('names_and_words', words, {limit: $most}) YIELD node, score
  WITH node, score, kinds, after_score, after_kind, after_key,
    coalesce(node.uscc, node.code) AS key,
    CASE
      WHEN node:Registration THEN 'enterprise'
      WHEN node:Policy THEN 'policy'
      WHEN node:Measure THEN 'measure'
      ELSE 'agency'
    END AS kind
  WHERE kind IN kinds
    AND (kind <> 'enterprise' OR (NOT node.change IN hidden
      AND node.recorded_at <= $known_at
      AND (coalesce(node.retracted_by, '') IN hidden OR node.retracted_at > $known_at)))
  WITH kind, key, after_score, after_kind, after_key, max(score) AS score, collect(node) AS nodes
  WHERE score < after_score OR (score = after_score
    AND (kind > after_kind OR (kind = after_kind AND key > after_key)))
  WITH kind, key, score, nodes ORDER BY score DESC, kind, key LIMIT $limit
  WITH kind, key, score, nodes, head([n IN nodes WHERE kind = 'enterprise'
    AND coalesce(n.shown_from <= $as_of, true) AND coalesce($as_of < n.shown_to, true)]) AS found
  // Found by a name of another time: what is registered on the day is looked up.
  WITH kind, key, score, nodes, found, CASE WHEN found IS NULL AND kind = 'enterprise' THEN
    head(COLLECT {
      MATCH (e:Enterprise {uscc: key})-[:DESCRIBED]->(f)
        USING INDEX SEEK e:Enterprise(uscc)
      WHERE NOT f.change IN hidden
        AND f.recorded_at <= $known_at
        AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
        AND coalesce(f.shown_from <= $as_of, true) AND coalesce($as_of < f.shown_to, true)
      RETURN f
    }) END AS other
  WITH kind, key, score, nodes, coalesce(found, other) AS d, other
    ORDER BY score DESC, kind, key
  RETURN collect([kind, key, score, CASE WHEN d IS NOT NULL THEN
    [d.uscc, d.name, d.region, d.zone, d.kinds, toString(d.registered_on),
      CASE WHEN d.valid_to <= $as_of THEN 'ended' WHEN $as_of < d.valid_from THEN 'unregistered'
        ELSE d.status END] END,
    CASE WHEN other.name <> nodes[0].name THEN nodes[0].name END]) AS items
}
RETURN items ORDER BY place
