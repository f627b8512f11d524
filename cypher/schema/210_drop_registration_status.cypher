// name: schema/210_drop_registration_status
// mode: schema
// promise: the index of registrations by status, in which no statement looks, is gone
// params: none
DROP INDEX registration_status IF EXISTS
