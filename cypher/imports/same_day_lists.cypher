// name: imports/same_day_lists
// mode: read
// promise: the published full lists of the register, the day and one of the regions that were not
//   undone, and since when each shows
// params: register STRING, regions LIST<STRING>, day DATE
// returns: id STRING, published_at ZONED DATETIME
MATCH (c:ChangeSet)
WHERE c.published_at < datetime('9999-12-31T00:00:00Z') AND c:Import
  AND c.register = $register AND c.list_day = $day AND c.region IN $regions AND c.undone_by IS NULL
RETURN c.id AS id, c.published_at AS published_at
