// name: testing/terminate
// mode: read
// promise: one record per transaction that was told to end
// params: ids LIST<STRING>
// returns: message STRING
TERMINATE TRANSACTIONS $ids YIELD message
RETURN message
