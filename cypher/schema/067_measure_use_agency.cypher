// name: schema/067_measure_use_agency
// mode: schema
// promise: finds what an agency used, and its first use of a measure
// params: none
CREATE INDEX measure_use_agency IF NOT EXISTS
FOR (n:MeasureUse) ON (n.agency, n.measure, n.used_on)
