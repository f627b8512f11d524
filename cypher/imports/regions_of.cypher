// name: imports/regions_of
// mode: read
// promise: the region of each registered enterprise among those codes
// params: usccs LIST<STRING>
// returns: uscc STRING, region STRING
UNWIND $usccs AS uscc
MATCH (e:Enterprise {uscc: uscc})-[:DESCRIBED]->(d)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE d.retracted_by IS NULL
RETURN uscc, d.region AS region
