// name: schema/045_sync_change
// mode: schema
// promise: finds what a change set brought, to take it away if that is abandoned
// params: none
CREATE INDEX sync_change IF NOT EXISTS
FOR (n:Sync) ON (n.change)
