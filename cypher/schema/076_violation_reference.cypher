// name: schema/076_violation_reference
// mode: schema
// promise: finds the violations of a reference, to retract them
// params: none
CREATE INDEX violation_reference IF NOT EXISTS
FOR (n:Violation) ON (n.reference)
