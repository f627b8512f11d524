// name: notifying/acknowledge
// mode: write
// promise: an agency has acknowledged its inbox up to a position, or further if it had before; who
//   did so and when
// params: agency STRING, up_to INTEGER, at ZONED DATETIME, by STRING
// returns: acknowledged INTEGER, at ZONED DATETIME, by STRING
MERGE (i:Inbox {agency: $agency})
SET i.turns = coalesce(i.turns, 0) + 1
WITH i, coalesce(i.acknowledged, 0) < $up_to AS further
SET
  i.acknowledged = CASE WHEN further THEN $up_to ELSE coalesce(i.acknowledged, 0) END,
  i.at = CASE WHEN further THEN $at ELSE i.at END,
  i.by = CASE WHEN further THEN $by ELSE i.by END
RETURN i.acknowledged AS acknowledged, i.at AS at, i.by AS by
