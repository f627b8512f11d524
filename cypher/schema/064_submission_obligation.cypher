// name: schema/064_submission_obligation
// mode: schema
// promise: finds what was handed in for an obligation or measure
// params: none
CREATE INDEX submission_obligation IF NOT EXISTS
FOR (n:Submission) ON (n.obligation)
