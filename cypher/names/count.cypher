// name: names/count
// mode: read
// promise: how many hits names/search would give in all
// params: words STRING, kinds LIST<STRING>, known_at ZONED DATETIME, most INTEGER
// returns: total INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL db.index.fulltext.queryNodes('names_and_words', $words, {limit: $most}) YIELD node
WITH hidden, node,
  CASE
    WHEN node:Registration THEN 'enterprise'
    WHEN node:Policy THEN 'policy'
    WHEN node:Measure THEN 'measure'
    ELSE 'agency'
  END AS kind
WHERE kind IN $kinds
  AND (kind <> 'enterprise' OR (NOT node.change IN hidden
    AND node.recorded_at <= $known_at
    AND (coalesce(node.retracted_by, '') IN hidden OR node.retracted_at > $known_at)))
RETURN count(DISTINCT [kind, coalesce(node.uscc, node.code)]) AS total
