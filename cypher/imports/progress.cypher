// name: imports/progress
// mode: write
// promise: the file has been read that much further, with these results
// params: change STRING, place INTEGER, read INTEGER, added INTEGER, unchanged INTEGER,
//   corrected INTEGER, rejected INTEGER, ended BOOLEAN
MATCH (:ChangeSet {id: $change})-[:READS]->(f:ImportFile {place: $place})
SET
  f.read = f.read + $read,
  f.added = f.added + $added,
  f.unchanged = f.unchanged + $unchanged,
  f.corrected = f.corrected + $corrected,
  f.rejected = f.rejected + $rejected,
  f.ended = $ended
