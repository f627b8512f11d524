// name: imports/drop_files
// mode: write
// promise: what was kept about the files of the import is gone; its facts are not touched
// params: change STRING
MATCH (:ChangeSet {id: $change})-[:READS]->(f)
OPTIONAL MATCH (f)-[:REJECTED]->(p)
DETACH DELETE f, p
