// name: schema/035_list_entry_list
// mode: schema
// promise: finds who stands on a list
// params: none
CREATE INDEX list_entry_list IF NOT EXISTS
FOR (n:ListEntry) ON (n.list, n.valid_from)
