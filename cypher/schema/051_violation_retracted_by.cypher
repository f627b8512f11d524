// name: schema/051_violation_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX violation_retracted_by IF NOT EXISTS
FOR (n:Violation) ON (n.retracted_by)
