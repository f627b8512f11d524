// name: eligibility/facts
// mode: read
// promise: one record per key that names an enterprise: everything known of it at the instant
//   that a condition may ask, for any day; of its partners what link conditions ask. `schemes`,
//   `lists` and `statements` leave out all others; null leaves out none. The first key always has
//   a record (without registrations if there is none), which also holds every sync, as first and
//   last day per register and region, and the version of the rules. Days are texts.
// params: asked MAP (keys LIST<STRING>, schemes LIST<STRING>, lists LIST<STRING>,
//   statements LIST<STRING>, partner_regions LIST<STRING>, partner_schemes LIST<STRING>,
//   partner_lists LIST<STRING>, partner_rated LIST<LIST<STRING>>), most_partners INTEGER, known_at ZONED DATETIME
// returns: key STRING, registrations LIST<MAP>, ratings LIST<MAP>, entries LIST<MAP>,
//   statements LIST<MAP>, commitments LIST<MAP>, violations LIST<MAP>, partners LIST<MAP>,
//   syncs LIST<MAP>, rules STRING
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
CALL (hidden) {
  MATCH (f:Sync)
  WHERE f.register >= ''
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
  WITH f.register AS register, f.region AS region, min(f.as_of) AS first, max(f.as_of) AS last
  ORDER BY register, region
  RETURN collect({
    register: register, region: region, first: toString(first), last: toString(last)
  }) AS syncs
}
UNWIND range(0, size($asked.keys) - 1) AS position
WITH hidden, syncs, position, $asked.keys[position] AS key
OPTIONAL MATCH (e:Enterprise {uscc: key})
  USING INDEX SEEK e:Enterprise(uscc)
WITH hidden, syncs, position, key, e, COLLECT {
  MATCH (e)-[:DESCRIBED]->(d)
  WHERE NOT d.change IN hidden
    AND d.recorded_at <= $known_at
    AND (coalesce(d.retracted_by, '') IN hidden OR d.retracted_at > $known_at)
  RETURN d {.uscc, .name, .region, .zone, .kinds, registered_on: toString(d.registered_on),
    .status, .fact_id, valid_from: toString(d.valid_from), valid_to: toString(d.valid_to),
    shown_from: toString(d.shown_from), shown_to: toString(d.shown_to), .source, .reference}
} AS registrations
WITH hidden, syncs, position, key, e, registrations
WHERE size(registrations) > 0 OR position = 0
RETURN key, registrations,
  COLLECT {
    MATCH (e)-[:HOLDS]->(f)
    WHERE ($asked.schemes IS NULL OR f.scheme IN $asked.schemes)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .scheme, .level, valid_from: toString(f.valid_from),
      valid_to: toString(f.valid_to), .source, .reference, .openness}
    ORDER BY f.valid_from, f.fact_id
  } AS ratings,
  COLLECT {
    MATCH (e)-[:LISTED]->(f)
    WHERE ($asked.lists IS NULL OR f.list IN $asked.lists)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .list, .reason, .severity, repair_from: toString(f.repair_from),
      display_until: toString(f.display_until), repaired_on: toString(f.repaired_on),
      valid_from: toString(f.valid_from), valid_to: toString(f.valid_to), .source, .reference,
      .openness}
    ORDER BY f.valid_from, f.fact_id
  } AS entries,
  COLLECT {
    MATCH (e)-[:STATED]->(f)
    WHERE ($asked.statements IS NULL OR f.statement IN $asked.statements)
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .statement, .value, valid_from: toString(f.valid_from),
      valid_to: toString(f.valid_to), .source, .reference, .openness}
    ORDER BY f.valid_from, f.fact_id
  } AS statements,
  COLLECT {
    MATCH (e)-[:PROMISED]->(f)
    WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .commitment, .subject, made_on: toString(f.made_on),
      due_on: toString(f.due_on), fulfilled_on: toString(f.fulfilled_on), .source, .reference,
      .openness}
    ORDER BY f.made_on, f.fact_id
  } AS commitments,
  COLLECT {
    MATCH (e)-[:BROKE]->(f)
    WHERE NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
    RETURN f {.fact_id, .violation, .severity, found_on: toString(f.found_on), .found_by,
      repaired_on: toString(f.repaired_on), repair_from: toString(f.repair_from),
      display_until: toString(f.display_until), .source, .reference, .openness}
    ORDER BY f.found_on, f.fact_id
  } AS violations,
  CASE WHEN size($asked.partner_regions) = 0 THEN [] ELSE COLLECT {
    MATCH (e)-[s:SUPPLIES]-(p)-[:DESCRIBED]->(w)
    WHERE ($asked.partner_regions IS NULL OR w.region IN $asked.partner_regions)
    AND NOT w.change IN hidden
    AND w.recorded_at <= $known_at
    AND (coalesce(w.retracted_by, '') IN hidden OR w.retracted_at > $known_at)
    AND NOT s.change IN hidden
    AND s.recorded_at <= $known_at
    AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
    AND ($asked.partner_rated IS NULL OR EXISTS {
      MATCH (p)-[:HOLDS]->(x)
      WHERE any(rated IN $asked.partner_rated WHERE x.scheme = rated[0] AND x.level = rated[1])
    })
    // Who has no credit code fulfils nothing, so that these are the first to be left out.
    WITH p, s, w ORDER BY w.status = 'partner', w.uscc, s.fact_id, w.fact_id LIMIT $most_partners
    RETURN w {.uscc, .name, .region, .zone, .kinds, registered_on: toString(w.registered_on),
      .status, shown_from: toString(w.shown_from), shown_to: toString(w.shown_to),
      registered_from: toString(w.valid_from), registered_to: toString(w.valid_to),
      registration_id: w.fact_id, fact_id: s.fact_id, valid_from: toString(s.valid_from),
      valid_to: toString(s.valid_to), source: s.source, reference: s.reference,
      supplier: startNode(s) = p,
      ratings: COLLECT {
        MATCH (p)-[:HOLDS]->(f)
        WHERE f.scheme IN $asked.partner_schemes
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
        RETURN f {.fact_id, .scheme, .level, valid_from: toString(f.valid_from),
          valid_to: toString(f.valid_to), .source, .reference, .openness}
        ORDER BY f.valid_from, f.fact_id
      },
      entries: COLLECT {
        MATCH (p)-[:LISTED]->(f)
        WHERE f.list IN $asked.partner_lists
    AND NOT f.change IN hidden
    AND f.recorded_at <= $known_at
    AND (coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)
        RETURN f {.fact_id, .list, .reason, .severity, repair_from: toString(f.repair_from),
          display_until: toString(f.display_until), repaired_on: toString(f.repaired_on),
          valid_from: toString(f.valid_from), valid_to: toString(f.valid_to), .source, .reference,
          .openness}
        ORDER BY f.valid_from, f.fact_id
      }}
  } END AS partners,
  CASE WHEN position > 0 THEN [] ELSE syncs END AS syncs,
  CASE WHEN position > 0 THEN null ELSE head(COLLECT {
    MATCH (r:Rulebook {id: 'current'}) RETURN r.version
  }) END AS rules
