// name: testing/add
// mode: write
// promise: the probe of that id has one more
// params: id STRING
MERGE (p:Probe {id: $id})
SET p.value = coalesce(p.value, 0) + 1
