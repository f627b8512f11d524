// name: testing/stage_change_set
// mode: write
// promise: a change set with that id that was published at the instant, or will be
// params: id STRING, published_at ZONED DATETIME
MERGE (c:ChangeSet {id: $id})
SET c.published_at = $published_at
