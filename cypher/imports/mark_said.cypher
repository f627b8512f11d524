// name: imports/mark_said
// mode: write
// promise: these facts about enterprises are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (uscc STRING, fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH (e:Enterprise {uscc: mark[0]})-[:HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE f.fact_id = mark[1]
SET f += mark[2]
