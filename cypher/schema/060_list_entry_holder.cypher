// name: schema/060_list_entry_holder
// mode: schema
// promise: pages through those on a list in the order of the codes
// params: none
CREATE INDEX list_entry_holder IF NOT EXISTS
FOR (n:ListEntry) ON (n.list, n.uscc)
