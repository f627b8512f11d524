// name: schema/043_violation_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX violation_change IF NOT EXISTS
FOR (n:Violation) ON (n.change)
