// name: chains/downstream_history
// mode: read
// promise: one record per tier below the depth, in order: the links of any day from what stands on
//   that tier, whatever the day, to its customers, in any order, parallel values in six lists. A tier
//   is read to its end, or to one link more than `most_links`; none is read after that,
//   nor once `most_members` enterprises are found
// params: keys LIST<STRING>, known_at ZONED DATETIME, depth INTEGER, most_links INTEGER,
//   most_members INTEGER
// returns: near LIST<STRING>, far LIST<STRING>, share LIST<FLOAT>, category LIST<STRING>,
//   valid_from LIST<STRING>, valid_to LIST<STRING>
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
WITH hidden, COLLECT {
  UNWIND $keys AS key MATCH (e:Enterprise {uscc: key}) USING INDEX SEEK e:Enterprise(uscc) RETURN e
} AS start
WITH reduce(walk = {edge: start, seen: start, walked: 0, tiers: []}, tier IN range(1, $depth) |
  head(COLLECT {
    WITH COLLECT {
      UNWIND CASE
        WHEN walk.walked > $most_links OR size(walk.seen) - size($keys) >= $most_members THEN []
        ELSE walk.edge
      END AS e
      MATCH (e)-[s:SUPPLIES]->(p)
      WHERE NOT s.change IN hidden
        AND s.recorded_at <= $known_at
        AND (coalesce(s.retracted_by, '') IN hidden OR s.retracted_at > $known_at)
      RETURN [p, e.uscc, p.uscc, s.share, s.category, toString(s.valid_from), toString(s.valid_to)]
      LIMIT $most_links + 1
    } AS links
    WITH links, COLLECT {
      UNWIND links AS link
      WITH link[0] AS p WHERE NOT p IN walk.seen
      RETURN DISTINCT p
    } AS edge
    RETURN {edge: edge, seen: walk.seen + edge, walked: walk.walked + size(links),
      tiers: walk.tiers + [links]}
  })
) AS walk
UNWIND walk.tiers AS tier
RETURN [link IN tier | link[1]] AS near, [link IN tier | link[2]] AS far,
  [link IN tier | link[3]] AS share, [link IN tier | link[4]] AS category,
  [link IN tier | link[5]] AS valid_from, [link IN tier | link[6]] AS valid_to
