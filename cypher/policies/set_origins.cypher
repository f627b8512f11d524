// name: policies/set_origins
// mode: write
// promise: the standing texts of these paths are on record as coming from these folders
// params: texts LIST<MAP> (path STRING, origin STRING)
UNWIND $texts AS row
MATCH (v:SeedVersion {path: row.path})
WHERE v.retracted_at IS NULL
SET v.origin = row.origin
