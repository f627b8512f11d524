// name: export/said
// mode: read
// promise: the facts of one label that are said of the enterprises at the instant, in any order
// params: usccs LIST<STRING>, label STRING, columns LIST<STRING>, known_at ZONED DATETIME
// returns: cells LIST<ANY> (the properties of those columns)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE $label IN labels(f)
  AND NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
RETURN [column IN $columns | f[column]] AS cells
