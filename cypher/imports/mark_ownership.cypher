// name: imports/mark_ownership
// mode: write
// promise: these holdings are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (owner STRING, owned STRING, fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH (:Enterprise {uscc: mark[0]})-[f:OWNS {fact_id: mark[2]}]->(:Enterprise {uscc: mark[1]})
SET f += mark[3]
