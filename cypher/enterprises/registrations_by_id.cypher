// name: enterprises/registrations_by_id
// mode: read
// promise: one record per id of a registration published by the instant, of a withdrawn one too,
//   in any order
// params: ids LIST<STRING>, known_at ZONED DATETIME
// returns: id STRING, registration MAP
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
UNWIND $ids AS id
MATCH (d:Registration {fact_id: id})
  USING INDEX SEEK d:Registration(fact_id)
WHERE NOT d.change IN hidden
  AND d.recorded_at <= $known_at
RETURN id, d {.fact_id, .uscc, .name, .region, .zone, .kinds, .registered_on, .status, .valid_from,
  .valid_to, .shown_from, .shown_to, .source, .reference} AS registration
