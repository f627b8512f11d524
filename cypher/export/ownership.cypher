// name: export/ownership
// mode: read
// promise: the holdings of the enterprises in registered ones at the instant, in any order
// params: usccs LIST<STRING>, known_at ZONED DATETIME
// returns: cells LIST<ANY> (owner, owned, share, valid_from, valid_to)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[f:OWNS]->(b)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE NOT f.change IN hidden
  AND f.recorded_at <= $known_at
  AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  AND EXISTS {
    (b)-[:DESCRIBED]->(d)
    WHERE NOT d.change IN hidden
      AND d.recorded_at <= $known_at
      AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
  }
RETURN [uscc, b.uscc, f.share, f.valid_from, f.valid_to] AS cells
