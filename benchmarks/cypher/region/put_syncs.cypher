// name: region/put_syncs
// mode: write
// promise: each row is the keeper's word that a register was complete
// params: rows LIST<MAP> (fact_id STRING, register STRING, region STRING, as_of DATE),
//   change STRING, at ZONED DATETIME
UNWIND $rows AS row
CREATE (s:Sync {change: $change, recorded_at: $at})
SET s += row
