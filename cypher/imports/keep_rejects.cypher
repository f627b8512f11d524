// name: imports/keep_rejects
// mode: write
// promise: these lines of the report of rejects are kept with the file, `number` in its order
// params: change STRING, place INTEGER, lines LIST<STRING>
MATCH (:ChangeSet {id: $change})-[:READS]->(f:ImportFile {place: $place})
CREATE (f)-[:REJECTED]->(:RejectPage {number: f.read, lines: $lines})
