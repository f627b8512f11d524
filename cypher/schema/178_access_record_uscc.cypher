// name: schema/178_access_record_uscc
// mode: schema
// promise: who read an enterprise is found in the order of the records' ids
// params: none
CREATE INDEX access_record_uscc IF NOT EXISTS
FOR (n:AccessRecord) ON (n.uscc, n.id)
