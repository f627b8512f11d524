// name: schema/074_rating_reference
// mode: schema
// promise: finds the ratings of a reference, to retract them
// params: none
CREATE INDEX rating_reference IF NOT EXISTS
FOR (n:Rating) ON (n.reference)
