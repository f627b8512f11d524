// name: testing/forget_log
// mode: write
// promise: the change log is empty, and no day was ever worked out
// params: none
CALL () {
  MATCH (n:LogEntry|ChangeNotice|InboxItem|ChangeLogHead|DayTurn)
  DETACH DELETE n
}
