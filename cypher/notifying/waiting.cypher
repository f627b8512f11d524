// name: notifying/waiting
// mode: read
// promise: how many entries an agency has in its inbox after a position, counted up to `limit`
// params: agency STRING, after INTEGER, limit INTEGER
// returns: waiting INTEGER
MATCH (item:InboxItem)
  USING INDEX SEEK item:InboxItem(agency, sequence)
WHERE item.agency = $agency AND item.sequence > $after
WITH item LIMIT $limit
RETURN count(item) AS waiting
