// name: schema/038_registration_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX registration_change IF NOT EXISTS
FOR (n:Registration) ON (n.change)
