// name: schema/046_registration_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX registration_retracted_by IF NOT EXISTS
FOR (n:Registration) ON (n.retracted_by)
