// name: testing/runaway
// mode: read
// promise: it does not end by itself
// params: none
UNWIND range(1, 1000000) AS a
UNWIND range(1, 1000000) AS b
RETURN count(a + b) AS never
