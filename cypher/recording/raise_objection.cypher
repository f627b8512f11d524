// name: recording/raise_objection
// mode: write
// promise: there is an objection to the fact, open, that the change set brings
// params: change STRING, fact_id STRING
CREATE (:Objection {id: $change, fact_id: $fact_id, change: $change, state: 'open'})
