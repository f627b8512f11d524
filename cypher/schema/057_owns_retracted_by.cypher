// name: schema/057_owns_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX owns_retracted_by IF NOT EXISTS
FOR ()-[r:OWNS]-() ON (r.retracted_by)
