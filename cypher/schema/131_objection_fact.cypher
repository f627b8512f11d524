// name: schema/131_objection_fact
// mode: schema
// promise: the objections to a fact are found by its id
// params: none
CREATE INDEX objection_fact IF NOT EXISTS
FOR (o:Objection) ON (o.fact_id)
