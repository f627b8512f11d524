// name: imports/mark_links
// mode: write
// promise: these links are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (supplier STRING, customer STRING, fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH ()-[f:SUPPLIES {fact_id: mark[2]}]->()
  USING INDEX SEEK f:SUPPLIES(fact_id)
SET f += mark[3]
