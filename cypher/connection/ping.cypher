// name: connection/ping
// mode: read
// promise: one record, whatever the database holds
// params: none
// returns: alive INTEGER
RETURN 1 AS alive
