// name: schema/039_rating_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX rating_change IF NOT EXISTS
FOR (n:Rating) ON (n.change)
