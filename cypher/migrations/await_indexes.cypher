// name: migrations/await_indexes
// mode: read
// promise: answers when every index can be used, or fails after so many seconds
// params: seconds INTEGER
CALL db.awaitIndexes($seconds)
