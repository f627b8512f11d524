// name: imports/undo_target
// mode: read
// promise: the published import of that id, or no record
// params: id STRING
// returns: id STRING, action STRING, published_at ZONED DATETIME, undone_by STRING, undoes STRING,
//   about MAP (what makes a full list of what it undid, if it is an undo, or nothing)
MATCH (c:ChangeSet {id: $id})
WHERE c:Import AND c.published_at < datetime('9999-12-31T00:00:00Z')
OPTIONAL MATCH (u:ChangeSet {id: c.undoes})
RETURN c.id AS id, coalesce(c.action, 'import') AS action, c.published_at AS published_at,
  c.undone_by AS undone_by, c.undoes AS undoes, u {.register, .region, .list_day} AS about
