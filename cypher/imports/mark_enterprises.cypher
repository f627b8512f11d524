// name: imports/mark_enterprises
// mode: write
// promise: these registrations are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (uscc STRING, fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH (e:Enterprise {uscc: mark[0]})-[:DESCRIBED]->(f:Registration {fact_id: mark[1]})
  USING INDEX SEEK e:Enterprise(uscc)
SET f += mark[2]
