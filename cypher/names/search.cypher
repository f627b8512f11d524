// name: names/search
// mode: read
// promise: one record per search, in their order: the best hits of its words in names and texts, the
//   likest first, after its position, at most `limit`; of enterprises only those that are called so
//   at the instant. Only the `most` best hits of all kinds are looked at for each.
// params: searches LIST<LIST<ANY>> (words, kinds, then score, kind and key of the position),
//   known_at ZONED DATETIME, most INTEGER, limit INTEGER
// returns: items LIST<LIST<ANY>> (kind, key, score, then of an enterprise the cells of
//   enterprises/by_keys)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND range(0, size($searches) - 1) AS place
CALL (hidden, place) {
  WITH $searches[place][0] AS words, $searches[place][1] AS kinds,
    $searches[place][2] AS after_score, $searches[place][3] AS after_kind,
    $searches[place][4] AS after_key
  CALL db.index.fulltext.queryNodes('names', words, {limit: $most}) YIELD node, score
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
      AND coalesce(node.retracted_by, '') IN hidden))
    AND (score < after_score OR (score = after_score
      AND (kind > after_kind OR (kind = after_kind AND key > after_key))))
  WITH node, score, kind, key ORDER BY score DESC, kind, key LIMIT $limit
  RETURN collect([kind, key, score, CASE WHEN kind = 'enterprise' THEN
    [node.uscc, node.name, node.region, node.zone, node.kinds, toString(node.registered_on),
      node.status] END]) AS items
}
RETURN items ORDER BY place
