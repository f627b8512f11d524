// name: schema/034_rating_level
// mode: schema
// promise: finds who holds a level
// params: none
CREATE INDEX rating_level IF NOT EXISTS
FOR (n:Rating) ON (n.scheme, n.level, n.valid_from)
