// name: schema/052_measure_use_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX measure_use_retracted_by IF NOT EXISTS
FOR (n:MeasureUse) ON (n.retracted_by)
