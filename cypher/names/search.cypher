// name: names/search
// mode: read
// promise: the best hits of the words in names and texts, the likest first, after the position;
//   of enterprises only those that are called so at the instant. Only the `most` best hits of all
//   kinds are looked at.
// params: words STRING, kinds LIST<STRING>, known_at ZONED DATETIME, most INTEGER,
//   after_score FLOAT, after_kind STRING, after_key STRING, limit INTEGER
// returns: kind STRING, key STRING, score FLOAT, enterprise MAP
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL db.index.fulltext.queryNodes('names', $words, {limit: $most}) YIELD node, score
WITH hidden, node, score, coalesce(node.uscc, node.code) AS key,
  CASE
    WHEN node:Registration THEN 'enterprise'
    WHEN node:Policy THEN 'policy'
    WHEN node:Measure THEN 'measure'
    ELSE 'agency'
  END AS kind
WHERE kind IN $kinds
  AND (kind <> 'enterprise' OR (NOT node.change IN hidden
    AND coalesce(node.retracted_by, '') IN hidden))
  AND (score < $after_score OR (score = $after_score
    AND (kind > $after_kind OR (kind = $after_kind AND key > $after_key))))
RETURN kind, key, score, CASE WHEN kind = 'enterprise' THEN
  node {.uscc, .name, .region, .zone, .kinds, .registered_on, .status} END AS enterprise
ORDER BY score DESC, kind, key LIMIT $limit
