// name: erasing/look
// mode: read
// promise: at most one record, what is kept of an enterprise that an erasure takes away: its
//   registrations, its facts with words of somebody's own, with the change sets that brought them;
//   single changes that concern it and give a reason; its refused attempts with a message
// params: uscc STRING
// returns: registrations INTEGER, texts INTEGER, brought LIST<STRING>, reasoned LIST<STRING>,
//   attempts INTEGER
// allows: label-scan because an erasure is rare, and attempts are kept for a time only
MATCH (e:Enterprise {uscc: $uscc})
  USING INDEX SEEK e:Enterprise(uscc)
WHERE EXISTS { (e)-[:DESCRIBED]->() }
WITH
  COLLECT { MATCH (e)-[:DESCRIBED]->(d) RETURN d.change } AS registrations,
  COLLECT {
    MATCH (e)-[:LISTED|PROMISED|USED]->(f)
    WHERE coalesce(f.reason, f.subject, f.note) IS NOT NULL
    RETURN f.change
  } AS texts,
  COLLECT {
    MATCH (e)-[:DESCRIBED|HOLDS|LISTED|STATED|PROMISED|BROKE|USED]->(f)
    RETURN f {.fact_id, .change, .retracted_by}
  } AS facts,
  COLLECT {
    MATCH (e)-[f:SUPPLIES|OWNS]-()
    RETURN f {.fact_id, .change, .retracted_by}
  } AS links
RETURN
  size(registrations) AS registrations,
  size(texts) AS texts,
  registrations + texts AS brought,
  COLLECT {
    UNWIND facts + links AS f
    CALL (f) {
      UNWIND [f.change, f.retracted_by] AS id
      RETURN id
      UNION
      MATCH (o:Objection)
      WHERE o.fact_id = f.fact_id
      UNWIND [o.change, o.answered_by] AS id
      RETURN id
    }
    MATCH (c:ChangeSet {id: id}) WHERE c.reason IS NOT NULL AND NOT c:Import
    RETURN DISTINCT c.id
  } AS reasoned,
  COUNT { MATCH (r:RefusedAttempt) WHERE r.uscc = $uscc AND r.message IS NOT NULL } AS attempts
