// name: imports/mark_ownership
// mode: write
// promise: these holdings are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (owner STRING, owned STRING, fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH ()-[f:OWNS {fact_id: mark[2]}]->()
  USING INDEX SEEK f:OWNS(fact_id)
SET f += mark[3]
