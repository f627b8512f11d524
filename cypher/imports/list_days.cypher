// name: imports/list_days
// mode: read
// promise: the days before the day on which a complete list of the register covered one of the
//   regions, and when that was published
// params: register STRING, regions LIST<STRING>, day DATE
// returns: region STRING, as_of DATE, published_at ZONED DATETIME
UNWIND $regions AS region
MATCH (f:Sync {register: $register, region: region})
WHERE f.retracted_by IS NULL AND f.as_of < $day
MATCH (c:ChangeSet {id: f.change})
WHERE c.published_at < datetime('9999-12-31T00:00:00Z')
RETURN region, f.as_of AS as_of, c.published_at AS published_at
