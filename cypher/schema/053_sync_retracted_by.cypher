// name: schema/053_sync_retracted_by
// mode: schema
// promise: finds what a change set withdrew, to restore it if that is abandoned
// params: none
CREATE INDEX sync_retracted_by IF NOT EXISTS
FOR (n:Sync) ON (n.retracted_by)
