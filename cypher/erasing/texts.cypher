// name: erasing/texts
// mode: write
// promise: no fact about the enterprise has words of somebody's own any more: why it is on a list,
//   what it promised in particular, what was noted of a use
// params: uscc STRING
// returns: fact_id STRING, change STRING, retracted_by STRING or NULL
MATCH (e:Enterprise {uscc: $uscc})-[:LISTED|PROMISED|USED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
WHERE coalesce(f.reason, f.subject, f.note) IS NOT NULL
SET f.reason = NULL, f.subject = NULL, f.note = NULL
RETURN f.fact_id AS fact_id, f.change AS change, f.retracted_by AS retracted_by
