// name: schema/049_statement_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX statement_retracted_by IF NOT EXISTS
FOR (n:Statement) ON (n.retracted_by)
