// name: schema/050_commitment_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX commitment_retracted_by IF NOT EXISTS
FOR (n:Commitment) ON (n.retracted_by)
