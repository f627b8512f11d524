// name: schema/066_submission_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX submission_retracted_by IF NOT EXISTS
FOR (n:Submission) ON (n.retracted_by)
