// name: schema/054_supplies_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX supplies_change IF NOT EXISTS
FOR ()-[r:SUPPLIES]-() ON (r.change)
