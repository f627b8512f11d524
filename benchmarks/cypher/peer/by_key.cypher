// name: peer/by_key
// mode: read
// promise: the plain node of a key; what the bare driver is measured with
// params: key STRING
// returns: uscc STRING, name STRING, region STRING, status STRING
MATCH (e:PeerEnterprise {uscc: $key})
RETURN e.uscc AS uscc, e.name AS name, e.region AS region, e.status AS status
