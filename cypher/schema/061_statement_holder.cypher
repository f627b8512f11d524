// name: schema/061_statement_holder
// mode: schema
// promise: pages through those who declared something in the order of the codes
// params: none
CREATE INDEX statement_holder IF NOT EXISTS
FOR (n:Statement) ON (n.statement, n.value, n.uscc)
