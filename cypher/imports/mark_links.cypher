// name: imports/mark_links
// mode: write
// promise: these links are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (supplier STRING, customer STRING, fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH (:Enterprise {uscc: mark[0]})-[f:SUPPLIES {fact_id: mark[2]}]->(:Enterprise {uscc: mark[1]})
SET f += mark[3]
