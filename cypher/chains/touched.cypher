// name: chains/touched
// mode: read
// promise: one record: whose registrations, ratings, list entries, statements or supply links change
//   sets brought or withdrew that were published after `since` and not after `until`; whether a sync
//   was among it; `complete` is false if there was more than `most` of one sort
// params: since ZONED DATETIME, until ZONED DATETIME, most INTEGER
// returns: codes LIST<STRING>, synced BOOLEAN, complete BOOLEAN
WITH COLLECT {
  MATCH (c:ChangeSet) WHERE $since < c.published_at AND c.published_at <= $until
  RETURN c.id LIMIT $most + 1
} AS changes
WITH changes, COLLECT {
  UNWIND changes AS change
  MATCH (f:Sync {change: change}) RETURN f.register LIMIT 1
} + COLLECT {
  UNWIND changes AS change
  MATCH (f:Sync {retracted_by: change}) RETURN f.register LIMIT 1
} AS syncs, [
  COLLECT {
    UNWIND changes AS change
    MATCH (f:Registration {change: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:Registration {retracted_by: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:Rating {change: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:Rating {retracted_by: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:ListEntry {change: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:ListEntry {retracted_by: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:Statement {change: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (f:Statement {retracted_by: change}) RETURN f.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (a)-[f:SUPPLIES {change: change}]->(b) RETURN a.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (a)-[f:SUPPLIES {change: change}]->(b) RETURN b.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (a)-[f:SUPPLIES {retracted_by: change}]->(b) RETURN a.uscc LIMIT $most + 1
  },
  COLLECT {
    UNWIND changes AS change
    MATCH (a)-[f:SUPPLIES {retracted_by: change}]->(b) RETURN b.uscc LIMIT $most + 1
  }
] AS sorts
RETURN reduce(codes = [], sort IN sorts | codes + sort) AS codes, size(syncs) > 0 AS synced,
  size(changes) <= $most AND all(sort IN sorts WHERE size(sort) <= $most) AS complete
