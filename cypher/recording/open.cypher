// name: recording/open
// mode: write
// promise: the change set of that id, begun now unless it was before; of each enterprise, which is
//   begun too if there is none, the registrations that stand. All of them are locked until the
//   transaction ends: setting a property, even to what it is, takes the lock before what is read
// params: id STRING, at ZONED DATETIME, about MAP (source, subject, agency, action, reason, digest,
//   key STRING), usccs LIST<STRING>
// returns: is_there BOOLEAN (false: it was withdrawn while its lock was waited for), digest STRING,
//   action STRING, published_at ZONED DATETIME (NULL until published),
//   places LIST<LIST<ANY>> (uscc, region, shown_from or NULL, shown_to or NULL)
MERGE (c:ChangeSet {id: $id})
ON CREATE SET c.published_at = datetime('9999-12-31T00:00:00Z')
SET c.kind = 'mutation', c.started_at = coalesce(c.started_at, $at)
SET c += CASE WHEN c.digest IS NULL THEN $about ELSE {} END
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
  EXISTS { MATCH (:ChangeSet {id: $id}) } AS is_there,
  c.digest AS digest,
  c.action AS action,
  CASE WHEN c.published_at < datetime('9999-12-31T00:00:00Z') THEN c.published_at END
    AS published_at,
  places
