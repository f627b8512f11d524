// name: schema/044_measure_use_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX measure_use_change IF NOT EXISTS
FOR (n:MeasureUse) ON (n.change)
