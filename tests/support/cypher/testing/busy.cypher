// name: testing/busy
// mode: read
// promise: the number of steps, after so many of them
// params: steps INTEGER
// returns: steps INTEGER
UNWIND range(1, $steps) AS step
RETURN count(step) AS steps
