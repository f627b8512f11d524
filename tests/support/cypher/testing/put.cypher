// name: testing/put
// mode: write
// promise: the probe of that id has this value
// params: id STRING, value INTEGER
MERGE (p:Probe {id: $id})
SET p.value = $value
