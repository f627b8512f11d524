// name: imports/retract
// mode: write
// promise: every published fact with the reference that stands is withdrawn by the change set;
//   how many there were of each label
// params: reference STRING, change STRING, at ZONED DATETIME
// returns: label STRING, count INTEGER
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at >= datetime('9999-12-31T00:00:00Z')
  RETURN collect(c.id) AS unpublished
}
CALL () {
  MATCH (f:Rating {reference: $reference}) RETURN f
  UNION ALL
  MATCH (f:ListEntry {reference: $reference}) RETURN f
  UNION ALL
  MATCH (f:Violation {reference: $reference}) RETURN f
}
WITH f, unpublished WHERE f.retracted_by IS NULL AND NOT f.change IN unpublished
SET f.retracted_by = $change, f.retracted_at = $at
RETURN labels(f)[0] AS label, count(*) AS count
