// name: imports/last_list_day
// mode: read
// promise: one record, the latest day on which the register was complete for one of the regions;
//   NULL if never
// params: register STRING, regions LIST<STRING>
// returns: as_of DATE
UNWIND $regions AS region
OPTIONAL MATCH (f:Sync {register: $register, region: region})
WHERE f.retracted_by IS NULL
RETURN max(f.as_of) AS as_of
