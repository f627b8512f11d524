// name: eligibility/candidates_by_rating
// mode: read
// promise: the codes of enterprises rated so on the day, in order, after the position
// params: scheme STRING, levels LIST<STRING>, as_of DATE, known_at ZONED DATETIME, after STRING, limit INTEGER
// returns: uscc STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
UNWIND $levels AS level
CALL (hidden, level) {
  MATCH (f:Rating)
  WHERE f.scheme = $scheme AND f.level = level AND f.uscc > $after
    AND f.valid_from <= $as_of AND (f.valid_to IS NULL OR $as_of < f.valid_to)
    AND f.recorded_at <= $known_at AND NOT f.change IN hidden
    AND (f.retracted_at IS NULL OR f.retracted_at > $known_at OR f.retracted_by IN hidden)
  RETURN DISTINCT f.uscc AS uscc ORDER BY uscc LIMIT $limit
}
RETURN DISTINCT uscc ORDER BY uscc LIMIT $limit
