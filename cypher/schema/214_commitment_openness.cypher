// name: schema/214_commitment_openness
// mode: schema
// promise: the commitments for which an openness is stated are found; of most none is
// params: none
CREATE INDEX commitment_openness IF NOT EXISTS
FOR (n:Commitment) ON (n.openness)
