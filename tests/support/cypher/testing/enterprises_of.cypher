// name: testing/enterprises_of
// mode: read
// promise: one record: how many enterprises have the code
// params: uscc STRING
MATCH (e:Enterprise {uscc: $uscc})
RETURN count(e) AS enterprises
