// name: region/put_change
// mode: write
// promise: a published change set
// params: id STRING, at ZONED DATETIME
MERGE (c:ChangeSet {id: $id})
SET c.kind = 'import', c.source = 'invented', c.started_at = $at, c.published_at = $at
