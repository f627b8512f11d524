// name: peer/names
// mode: schema
// promise: the peer searches names with the analyzer that we use
// params: none
CREATE FULLTEXT INDEX peer_names IF NOT EXISTS
FOR (e:PeerEnterprise) ON EACH [e.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
