// name: imports/drop_rejects
// mode: write
// promise: the lines of the report that were kept with the import are gone
// params: change STRING
MATCH (:ChangeSet {id: $change})-[:READS]->(:ImportFile)-[:REJECTED]->(p:RejectPage)
DETACH DELETE p
