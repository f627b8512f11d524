// name: schema/081_drop_names
// mode: schema
// promise: the index of names that left out stop words is gone
// params: none
DROP INDEX names IF EXISTS
