// name: imports/lock
// mode: write
// promise: no other import begins, resumes or is abandoned until this transaction ends; the clock
//   of the change sets is locked, since there is exactly one
// params: none
MERGE (clock:ChangeClock {id: 'changes'})
SET clock.imports = coalesce(clock.imports, 0) + 1
