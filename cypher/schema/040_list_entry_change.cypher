// name: schema/040_list_entry_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX list_entry_change IF NOT EXISTS
FOR (n:ListEntry) ON (n.change)
