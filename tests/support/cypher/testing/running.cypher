// name: testing/running
// mode: read
// promise: one record per transaction that runs the statement `testing/runaway`
// params: none
// returns: id STRING
SHOW TRANSACTIONS YIELD transactionId, currentQuery
WHERE currentQuery CONTAINS 'AS never' AND NOT currentQuery CONTAINS 'SHOW'
RETURN transactionId AS id
