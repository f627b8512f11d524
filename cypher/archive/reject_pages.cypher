// name: archive/reject_pages
// mode: read
// promise: pages of rejects after an import, a file of it and a page, in the order of these, at most
//   `limit`
// params: after LIST<ANY> (change STRING, place INTEGER, number INTEGER), limit INTEGER
// returns: key LIST<ANY>, row MAP (change STRING, place, number INTEGER, lines LIST<STRING>)
MATCH (c:ChangeSet)
  USING INDEX SEEK c:ChangeSet(id)
WHERE c.id >= $after[0]
WITH c ORDER BY c.id
MATCH (c)-[:READS]->(f)-[:REJECTED]->(p)
WHERE c.id > $after[0] OR f.place > $after[1] OR (f.place = $after[1] AND p.number > $after[2])
WITH c.id AS change, f.place AS place, p.number AS number, p
  ORDER BY change, place, number LIMIT $limit
RETURN
  [change, place, number] AS key,
  {change: change, place: place, number: number, lines: p.lines} AS row
ORDER BY change, place, number
