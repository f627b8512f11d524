// name: policies/current
// mode: read
// promise: at most one record, the version of the rules that were loaded last
// params: none
// returns: version STRING, structure INTEGER, recorded_at ZONED DATETIME
MATCH (book:Rulebook {id: 'current'})
WHERE book.version IS NOT NULL
RETURN book.version AS version, book.structure AS structure, book.recorded_at AS recorded_at
