// name: schema/047_rating_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX rating_retracted_by IF NOT EXISTS
FOR (n:Rating) ON (n.retracted_by)
