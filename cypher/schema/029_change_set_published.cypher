// name: schema/029_change_set_published
// mode: schema
// promise: finds the change sets that a reader must leave out
// params: none
CREATE INDEX change_set_published IF NOT EXISTS
FOR (n:ChangeSet) ON (n.published_at)
