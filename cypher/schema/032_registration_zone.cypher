// name: schema/032_registration_zone
// mode: schema
// promise: pages through a zone in the order of the codes
// params: none
CREATE INDEX registration_zone IF NOT EXISTS
FOR (n:Registration) ON (n.zone, n.uscc)
