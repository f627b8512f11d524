// name: imports/take_over
// mode: write
// promise: from now on only the process that calls itself `run` may go on with the import; the
//   progress of its files, in their order
// params: change STRING, run STRING
// returns: place INTEGER, name STRING, read INTEGER, added INTEGER, unchanged INTEGER,
//   corrected INTEGER, rejected INTEGER, ended BOOLEAN
MATCH (c:ChangeSet {id: $change})
SET c.run = $run
WITH c
MATCH (c)-[:READS]->(f)
RETURN
  f.place AS place,
  f.name AS name,
  f.read AS read,
  f.added AS added,
  f.unchanged AS unchanged,
  f.corrected AS corrected,
  f.rejected AS rejected,
  f.ended AS ended
ORDER BY f.place
