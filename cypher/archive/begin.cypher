// name: archive/begin
// mode: write
// promise: the database is being restored from this archive, of which nothing is there yet
// params: archive STRING, at ZONED DATETIME
MERGE (r:Restoration {id: 'restoration'})
ON CREATE SET r.archive = $archive, r.done = 0, r.at = $at
