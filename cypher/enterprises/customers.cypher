// name: enterprises/customers
// mode: read
// promise: one record per key: its direct customers on the day, one item per link, ordered by the
//   customer's code and the link's id, those after the position, at most `limit`
// params: keys LIST<STRING>, as_of DATE, known_at ZONED DATETIME, after_uscc STRING,
//   after_id STRING, limit INTEGER
// returns: key STRING, items LIST<MAP>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) AS hidden
}
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (:Enterprise {uscc: key})-[s:SUPPLIES]->(p:Enterprise)
  WHERE s.recorded_at <= $known_at AND NOT s.change IN hidden
    AND (s.retracted_at IS NULL OR s.retracted_at > $known_at OR s.retracted_by IN hidden)
    AND s.valid_from <= $as_of AND (s.valid_to IS NULL OR $as_of < s.valid_to)
    AND (p.uscc > $after_uscc OR (p.uscc = $after_uscc AND s.fact_id > $after_id))
  WITH p, s ORDER BY p.uscc, s.fact_id LIMIT $limit
  MATCH (p)-[:DESCRIBED]->(d:Registration)
  WHERE d.recorded_at <= $known_at AND NOT d.change IN hidden
    AND (d.retracted_at IS NULL OR d.retracted_at > $known_at OR d.retracted_by IN hidden)
  RETURN d {.uscc, .name, .region, .zone, .kinds, .registered_on, .status,
    fact_id: s.fact_id, category: s.category, share: s.share, valid_from: s.valid_from,
    valid_to: s.valid_to, source: s.source, reference: s.reference}
  ORDER BY p.uscc, s.fact_id
} AS items
