// name: imports/progress
// mode: write
// promise: one record if the file had been read as far as `begin`, and now it has been read that
//   much further, with these results; none if it had not
// params: change STRING, place INTEGER, begin INTEGER, read INTEGER, added INTEGER,
//   unchanged INTEGER, corrected INTEGER, rejected INTEGER, ended BOOLEAN
// returns: read INTEGER
MATCH (:ChangeSet {id: $change})-[:READS]->(f:ImportFile {place: $place})
WHERE f.read = $begin
SET
  f.read = f.read + $read,
  f.added = f.added + $added,
  f.unchanged = f.unchanged + $unchanged,
  f.corrected = f.corrected + $corrected,
  f.rejected = f.rejected + $rejected,
  f.ended = $ended
RETURN f.read AS read
