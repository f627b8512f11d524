// name: schema/030_registration_uscc
// mode: schema
// promise: finds registrations in the order of the codes
// params: none
CREATE INDEX registration_uscc IF NOT EXISTS
FOR (n:Registration) ON (n.uscc)
