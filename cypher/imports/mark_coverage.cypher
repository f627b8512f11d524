// name: imports/mark_coverage
// mode: write
// promise: these syncs are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH (f:Sync {fact_id: mark[0]})
  USING INDEX SEEK f:Sync(fact_id)
SET f += mark[1]
