// name: policies/supersede
// mode: write
// promise: the standing texts of these paths are withdrawn, and kept
// params: paths LIST<STRING>, change STRING, at ZONED DATETIME
UNWIND $paths AS path
MATCH (v:SeedVersion {path: path})
WHERE v.retracted_at IS NULL
SET v.retracted_at = $at, v.retracted_by = $change
