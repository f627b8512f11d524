// name: peer/regions
// mode: schema
// promise: the peer pages through a region as we do
// params: none
CREATE INDEX peer_enterprise_region IF NOT EXISTS
FOR (e:PeerEnterprise) ON (e.region, e.uscc)
