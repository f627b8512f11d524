// name: schema/075_list_entry_reference
// mode: schema
// promise: finds the list entries of a reference, to retract them
// params: none
CREATE INDEX list_entry_reference IF NOT EXISTS
FOR (n:ListEntry) ON (n.reference)
