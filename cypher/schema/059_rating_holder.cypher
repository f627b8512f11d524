// name: schema/059_rating_holder
// mode: schema
// promise: pages through the holders of a level in the order of the codes
// params: none
CREATE INDEX rating_holder IF NOT EXISTS
FOR (n:Rating) ON (n.scheme, n.level, n.uscc)
