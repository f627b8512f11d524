// name: schema/176_access_record_subject
// mode: schema
// promise: what somebody read is found in the order of the records' ids
// params: none
CREATE INDEX access_record_subject IF NOT EXISTS
FOR (n:AccessRecord) ON (n.subject, n.id)
