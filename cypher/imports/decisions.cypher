// name: imports/decisions
// mode: read
// promise: some facts of the change set that were not recorded as its files state them, and why
// params: change STRING, limit INTEGER
// returns: register STRING, uscc STRING, because STRING
CALL () {
  MATCH (f:Rating {change: $change}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {change: $change}) RETURN f
}
WITH f WHERE f.because IS NOT NULL
RETURN coalesce(f.scheme, f.list) AS register, f.uscc AS uscc, f.because AS because
ORDER BY f.fact_id LIMIT $limit
