// name: imports/later_lists
// mode: read
// promise: the complete lists of the registers that were published after the instant, by another
//   change set than the one given, and were not undone
// params: change STRING, registers LIST<STRING>, since ZONED DATETIME
// returns: id STRING, register STRING, region STRING, day DATE, published_at ZONED DATETIME
MATCH (c:ChangeSet)
WHERE c.published_at > $since AND c.published_at < datetime('9999-12-31T00:00:00Z')
  AND c.id <> $change AND c.undone_by IS NULL
CALL (c) {
  WITH c WHERE c:Import AND c.register IN $registers
  RETURN c.register AS register, c.region AS region, c.list_day AS day
  UNION
  MATCH (f:Sync {change: c.id})
  WHERE f.retracted_by IS NULL AND f.register IN $registers
  RETURN f.register AS register, f.region AS region, f.as_of AS day
}
RETURN c.id AS id, register, region, day, c.published_at AS published_at
ORDER BY published_at
