// name: first_load/counts
// mode: read
// promise: how many nodes and relations there are, how many of the nodes are marks of migrations,
//   and how many enterprises and facts that hang on none
// params: none
// returns: what STRING (nodes, relations, marks or facts; some more than once), count INTEGER
CALL () {
  MATCH (n) WITH count(n) AS count RETURN 'nodes' AS what, count
  UNION ALL
  MATCH ()-[r]->() WITH count(r) AS count RETURN 'relations' AS what, count
  UNION ALL
  MATCH (n:Migration) WITH count(n) AS count RETURN 'marks' AS what, count
  UNION ALL
  MATCH (n:MigrationLock) WITH count(n) AS count RETURN 'marks' AS what, count
  UNION ALL
  MATCH (n:Enterprise) WITH count(n) AS count RETURN 'facts' AS what, count
  UNION ALL
  MATCH (n:Sync) WITH count(n) AS count RETURN 'facts' AS what, count
  UNION ALL
  MATCH (n:Submission) WITH count(n) AS count RETURN 'facts' AS what, count
}
RETURN what, count
