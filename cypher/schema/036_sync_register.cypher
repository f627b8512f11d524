// name: schema/036_sync_register
// mode: schema
// promise: finds the syncs of a scheme or list
// params: none
CREATE INDEX sync_register IF NOT EXISTS
FOR (n:Sync) ON (n.register, n.region)
