// name: schema/001_migration_lock_key
// mode: schema
// promise: one lock node, whoever makes it first; the only step taken before the lock is held
// params: none
CREATE CONSTRAINT migration_lock_key IF NOT EXISTS
FOR (n:MigrationLock) REQUIRE n.id IS UNIQUE
