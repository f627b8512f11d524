// name: peer/unique
// mode: schema
// promise: the peer finds an enterprise by its code as we do
// params: none
CREATE CONSTRAINT peer_enterprise_key IF NOT EXISTS
FOR (e:PeerEnterprise) REQUIRE e.uscc IS UNIQUE
