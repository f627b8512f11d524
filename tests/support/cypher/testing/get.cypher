// name: testing/get
// mode: read
// promise: one record per probe among the ids
// params: ids LIST<STRING>
// returns: id STRING, value INTEGER
UNWIND $ids AS id
MATCH (p:Probe {id: id})
RETURN p.id AS id, p.value AS value
