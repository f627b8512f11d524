// name: schema/048_list_entry_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX list_entry_retracted_by IF NOT EXISTS
FOR (n:ListEntry) ON (n.retracted_by)
