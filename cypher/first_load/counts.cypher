// name: first_load/counts
// mode: read
// promise: how many nodes and relations there are, how many of the nodes are marks of migrations,
//   and how many enterprises and facts that hang on none
// params: none
// returns: what STRING (nodes, relations, marks or facts; some more than once), count INTEGER
CALL () {
  MATCH (n) RETURN 'nodes' AS what, count(n) AS count
  UNION ALL
  MATCH ()-[r]->() RETURN 'relations' AS what, count(r) AS count
  UNION ALL
  MATCH (n:Migration) RETURN 'marks' AS what, count(n) AS count
  UNION ALL
  MATCH (n:MigrationLock) RETURN 'marks' AS what, count(n) AS count
  UNION ALL
  MATCH (n:Enterprise) RETURN 'facts' AS what, count(n) AS count
  UNION ALL
  MATCH (n:Sync) RETURN 'facts' AS what, count(n) AS count
  UNION ALL
  MATCH (n:Submission) RETURN 'facts' AS what, count(n) AS count
}
RETURN what, count
