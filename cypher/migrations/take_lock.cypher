// name: migrations/take_lock
// mode: write
// promise: holds the lock until the transaction ends; waits while another transaction holds it
// params: none
// returns: taken INTEGER, how often it was ever taken
MERGE (lock:MigrationLock {id: 'schema'})
SET lock.taken = coalesce(lock.taken, 0) + 1
RETURN lock.taken AS taken
