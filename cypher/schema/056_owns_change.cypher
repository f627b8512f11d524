// name: schema/056_owns_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX owns_change IF NOT EXISTS
FOR ()-[r:OWNS]-() ON (r.change)
