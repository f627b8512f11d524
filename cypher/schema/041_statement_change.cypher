// name: schema/041_statement_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX statement_change IF NOT EXISTS
FOR (n:Statement) ON (n.change)
