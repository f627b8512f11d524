// name: schema/212_list_entry_openness
// mode: schema
// promise: the list entries for which an openness is stated are found; of most none is
// params: none
CREATE INDEX list_entry_openness IF NOT EXISTS
FOR (n:ListEntry) ON (n.openness)
