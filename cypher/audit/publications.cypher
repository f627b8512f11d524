// name: audit/publications
// mode: read
// promise: since when each of the change sets shows; one that is gone is left out
// params: change_ids LIST<STRING>
// returns: id STRING, published_at ZONED DATETIME
UNWIND $change_ids AS change_id
MATCH (c:ChangeSet {id: change_id})
  USING INDEX SEEK c:ChangeSet(id)
RETURN c.id AS id, c.published_at AS published_at
