// name: schema/215_violation_openness
// mode: schema
// promise: the violations for which an openness is stated are found; of most none is
// params: none
CREATE INDEX violation_openness IF NOT EXISTS
FOR (n:Violation) ON (n.openness)
