// name: export/coverage
// mode: read
// promise: every sync at the instant, in any order
// params: known_at ZONED DATETIME
// returns: cells LIST<ANY> (register, region, as_of, reference)
// allows: label-scan because all syncs are wanted: some per register and month
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (f:Sync)
WHERE NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
RETURN [f.register, f.region, f.as_of, f.reference] AS cells
