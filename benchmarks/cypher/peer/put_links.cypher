// name: peer/put_links
// mode: write
// promise: each link to a supplier of the keys stands once more between the peer's nodes
// params: keys LIST<STRING>
UNWIND $keys AS key
MATCH (:Enterprise {uscc: key})<-[:SUPPLIES]-(s:Enterprise)
MATCH (a:PeerEnterprise {uscc: s.uscc})
MATCH (b:PeerEnterprise {uscc: key})
CREATE (a)-[:PEER_SUPPLIES]->(b)
