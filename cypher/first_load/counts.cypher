// name: first_load/counts
// mode: read
// promise: how many nodes and relations there are, how many of them are marks of migrations, and
//   how many enterprises and facts that hang on none
// params: none
// returns: nodes INTEGER, relations INTEGER, marks INTEGER, facts INTEGER
CALL () {
  MATCH (n) RETURN count(n) AS nodes
}
CALL () {
  MATCH ()-[r]->() RETURN count(r) AS relations
}
CALL () {
  MATCH (n:Migration) RETURN count(n) AS migrations
}
CALL () {
  MATCH (n:MigrationLock) RETURN count(n) AS locks
}
CALL () {
  MATCH (n:Enterprise) RETURN count(n) AS enterprises
}
CALL () {
  MATCH (n:Sync) RETURN count(n) AS syncs
}
CALL () {
  MATCH (n:Submission) RETURN count(n) AS submissions
}
RETURN nodes, relations, migrations + locks AS marks, enterprises + syncs + submissions AS facts
