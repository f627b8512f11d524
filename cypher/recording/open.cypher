// name: recording/open
// mode: write
// promise: the change set of that id, begun now unless it was before; of each enterprise, which is
//   begun too if there is none, the registrations that stand. All of them are locked until the
//   transaction ends: setting a property, even to what it is, takes the lock before what is read
// params: id STRING, source STRING, at ZONED DATETIME, about MAP (subject, agency, action, reason,
//   digest, key STRING), usccs LIST<STRING>
// returns: digest STRING, action STRING, published_at ZONED DATETIME (NULL until published),
//   places LIST<LIST<ANY>> (uscc, region, shown_from or NULL, shown_to or NULL)
MERGE (c:ChangeSet {id: $id})
ON CREATE SET
  c.kind = 'mutation',
  c.source = $source,
  c.started_at = $at,
  c.published_at = datetime('9999-12-31T00:00:00Z'),
  c += $about
WITH c
CALL () {
  UNWIND $usccs AS uscc
  MERGE (e:Enterprise {uscc: uscc})
  SET e.uscc = uscc
  WITH e
  MATCH (e)-[:DESCRIBED]->(d)
  WHERE d.retracted_by IS NULL
  WITH d ORDER BY d.uscc, d.shown_from
  RETURN collect([d.uscc, d.region, d.shown_from, d.shown_to]) AS places
}
RETURN
  c.digest AS digest,
  c.action AS action,
  CASE WHEN c.published_at < datetime('9999-12-31T00:00:00Z') THEN c.published_at END
    AS published_at,
  places
