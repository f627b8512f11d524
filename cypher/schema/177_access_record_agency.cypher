// name: schema/177_access_record_agency
// mode: schema
// promise: what an agency read is found in the order of the records' ids
// params: none
CREATE INDEX access_record_agency IF NOT EXISTS
FOR (n:AccessRecord) ON (n.agency, n.id)
