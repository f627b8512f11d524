// name: erasing/attempts
// mode: write
// promise: refused attempts that name the enterprise have no message any more
// params: uscc STRING
// allows: label-scan because an erasure is rare, and attempts are kept for a time only
MATCH (r:RefusedAttempt)
WHERE r.uscc = $uscc
SET r.message = NULL
