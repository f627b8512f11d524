// name: peer/put_enterprises
// mode: write
// promise: each key's enterprise stands once more as one plain node, which suits the peer best
// params: keys LIST<STRING>
UNWIND $keys AS key
MATCH (:Enterprise {uscc: key})-[:DESCRIBED]->(d:Registration)
MERGE (e:PeerEnterprise {uscc: key})
SET e.name = d.name, e.region = d.region, e.status = d.status
