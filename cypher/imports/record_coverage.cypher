// name: imports/record_coverage
// mode: write
// promise: each row is a sync now, unpublished
// params: change STRING, at ZONED DATETIME, rows LIST<LIST<ANY>> (as imports/look_coverage)
UNWIND $rows AS row
CREATE (:Sync {
  fact_id: row[1], register: row[2], region: row[3], as_of: row[4], reference: row[5],
  change: $change, recorded_at: $at})
