// name: schema/042_commitment_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX commitment_change IF NOT EXISTS
FOR (n:Commitment) ON (n.change)
