// name: testing/withdraw_ratings
// mode: write
// promise: the change set withdrew whatever ratings of the enterprise stood before it
// params: uscc STRING, change STRING
MATCH (e:Enterprise {uscc: $uscc})-[:HOLDS]->(r:Rating)
WHERE r.change <> $change AND r.retracted_by IS NULL
SET r.retracted_by = $change
