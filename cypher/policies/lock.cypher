// name: policies/lock
// mode: write
// promise: one loading of policies at a time: the lock is held until the transaction ends
// params: none
MERGE (book:Rulebook {id: 'current'})
SET book.loadings = coalesce(book.loadings, 0) + 1
