// name: testing/constraints
// mode: read
// promise: one record per uniqueness constraint
// params: none
// returns: on STRING
SHOW CONSTRAINTS YIELD labelsOrTypes, type
WHERE type ENDS WITH 'UNIQUENESS'
RETURN labelsOrTypes[0] AS on
