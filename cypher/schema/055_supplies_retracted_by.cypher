// name: schema/055_supplies_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX supplies_retracted_by IF NOT EXISTS
FOR ()-[r:SUPPLIES]-() ON (r.retracted_by)
