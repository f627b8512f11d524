// name: imports/begin
// mode: write
// promise: the change set is an import of these files, of which nothing has been read. `about`
//   says what sort of import it is: `action`; of a full list `register`, `region` and `list_day`;
//   of an undo `undoes`; `agency` and `reason`, if they are given
// params: change STRING, digest STRING, mode STRING, about MAP, files LIST<MAP> (place INTEGER,
//   name STRING, kind STRING)
MATCH (c:ChangeSet {id: $change})
SET c:Import, c.digest = $digest, c.mode = $mode, c += $about
WITH c
UNWIND $files AS file
CREATE (c)-[:READS]->(f:ImportFile)
SET f = file,
  f.read = 0, f.added = 0, f.unchanged = 0, f.corrected = 0, f.rejected = 0, f.ended = false
