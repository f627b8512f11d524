// name: erasing/note
// mode: write
// promise: the change set says what it erased, and the clock that something was
// params: change STRING, about MAP (action, reason, erased STRING, erases LIST<INTEGER>)
MATCH (c:ChangeSet {id: $change})
SET c += $about
WITH c
MATCH (clock:ChangeClock {id: 'changes'})
SET clock.erasures = coalesce(clock.erasures, 0) + 1
