// name: notifying/head
// mode: read
// promise: how many entries the change log has, or no record if there never was one
// params: none
// returns: length INTEGER
MATCH (h:ChangeLogHead {id: 'log'})
RETURN h.length AS length
