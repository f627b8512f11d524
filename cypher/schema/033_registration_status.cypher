// name: schema/033_registration_status
// mode: schema
// promise: pages through a status in the order of the codes
// params: none
CREATE INDEX registration_status IF NOT EXISTS
FOR (n:Registration) ON (n.status, n.uscc)
