// name: imports/mark_submissions
// mode: write
// promise: these submissions are marked: as withdrawn, or as confirmed by an import
// params: marks LIST<LIST<ANY>> (fact_id STRING, properties MAP)
UNWIND $marks AS mark
MATCH (f:Submission {fact_id: mark[0]})
  USING INDEX SEEK f:Submission(fact_id)
SET f += mark[1]
