// name: imports/drop_rejects
// mode: write
// promise: the lines of the report that were kept with the import are gone
// params: change STRING
MATCH (:ChangeSet {id: $change})-[:READS]->()-[:REJECTED]->(p)
DETACH DELETE p
