// name: audit/note_act
// mode: write
// promise: the change set says what was done, by whom and for whom
// params: change STRING, about MAP (action, subject, agency, digest STRING; any may be null)
MATCH (c:ChangeSet {id: $change})
SET c += $about
