// name: recording/answer_objection
// mode: write
// promise: one record: the objection was open and is answered by the change set; none if it was not
// params: id STRING, change STRING, state STRING
// returns: id STRING
MATCH (o:Objection {id: $id})
WHERE o.answered_by IS NULL
SET o.answered_by = $change, o.state = $state
RETURN o.id AS id
