// name: export/links
// mode: read
// promise: the links from the enterprises to registered customers at the instant, in any order
// params: usccs LIST<STRING>, known_at ZONED DATETIME
// returns: cells LIST<ANY> (supplier, customer, valid_from, valid_to, category, share, source)
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[f:SUPPLIES]->(b)
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
RETURN [uscc, b.uscc, f.valid_from, f.valid_to, f.category, f.share, f.source] AS cells
