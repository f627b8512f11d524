// name: imports/record_submissions
// mode: write
// promise: each row is a submission now, unpublished
// params: change STRING, at ZONED DATETIME, rows LIST<LIST<ANY>> (as imports/look_submissions)
UNWIND $rows AS row
CREATE (:Submission {
  fact_id: row[1], obligation: row[2], agency: row[3], handed_in_on: row[4], text: row[5],
  cases: row[6], reference: row[7], source: row[3], change: $change, recorded_at: $at})
