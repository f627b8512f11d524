// name: schema/213_statement_openness
// mode: schema
// promise: the statements for which an openness is stated are found; of most none is
// params: none
CREATE INDEX statement_openness IF NOT EXISTS
FOR (n:Statement) ON (n.openness)
