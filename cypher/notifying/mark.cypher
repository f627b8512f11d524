// name: notifying/mark
// mode: read
// promise: up to which position an agency has acknowledged its inbox, or no record if it never did
// params: agency STRING
// returns: acknowledged INTEGER, at ZONED DATETIME, by STRING
MATCH (i:Inbox {agency: $agency})
RETURN i.acknowledged AS acknowledged, i.at AS at, i.by AS by
