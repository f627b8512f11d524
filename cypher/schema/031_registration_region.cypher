// name: schema/031_registration_region
// mode: schema
// promise: pages through a region in the order of the codes
// params: none
CREATE INDEX registration_region IF NOT EXISTS
FOR (n:Registration) ON (n.region, n.uscc)
