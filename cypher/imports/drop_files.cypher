// name: imports/drop_files
// mode: write
// promise: what was kept about the files of the import is gone; its facts are not touched
// params: change STRING
MATCH (:ChangeSet {id: $change})-[:READS]->(f:ImportFile)
OPTIONAL MATCH (f)-[:REJECTED]->(p:RejectPage)
DETACH DELETE f, p
