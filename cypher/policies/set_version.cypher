// name: policies/set_version
// mode: write
// promise: the structure is that of this version of the rules
// params: version STRING, structure INTEGER, at ZONED DATETIME
MATCH (book:Rulebook {id: 'current'})
SET book.version = $version, book.structure = $structure, book.recorded_at = $at
