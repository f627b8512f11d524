// name: testing/sizes
// mode: read
// promise: how many nodes of each label and relations of each type there are, but marks of migrations
// params: none
// returns: what STRING, count INTEGER
// allows: label-scan because a test looks at everything
CALL () {
  MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock
  RETURN labels(n) AS what
  UNION ALL
  MATCH ()-[r]->()
  RETURN [type(r)] AS what
}
RETURN what[0] AS what, count(*) AS count
ORDER BY what
