// name: imports/confirm_said
// mode: write
// promise: these facts about enterprises are marked as confirmed by the import
// params: change STRING, usccs LIST<STRING>, fact_ids LIST<STRING> (beside each other)
UNWIND range(0, size($usccs) - 1) AS at
MATCH (e:Enterprise {uscc: $usccs[at]})-[:HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE f.fact_id = $fact_ids[at]
SET f.confirmed_by = $change
