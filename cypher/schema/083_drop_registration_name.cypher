// name: schema/083_drop_registration_name
// mode: schema
// promise: the index of names as they are written is gone
// params: none
DROP INDEX registration_name IF EXISTS
