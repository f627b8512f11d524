// name: audit/subtrees
// mode: read
// promise: the hashes of the complete subtrees at these places, as far as they are kept
// params: places LIST<INTEGER>
// returns: place INTEGER, hash BYTES
UNWIND $places AS place
MATCH (t:AuditSubtree {place: place})
  USING INDEX SEEK t:AuditSubtree(place)
RETURN t.place AS place, t.hash AS hash
