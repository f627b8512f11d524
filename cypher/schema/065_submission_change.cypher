// name: schema/065_submission_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX submission_change IF NOT EXISTS
FOR (n:Submission) ON (n.change)
