// name: policies/record_texts
// mode: write
// promise: these texts stand
// params: texts LIST<MAP> (id STRING, path STRING, sha256 STRING, text STRING, origin STRING),
//   change STRING, at ZONED DATETIME
UNWIND $texts AS row
CREATE (:SeedVersion {
  id: row.id,
  path: row.path,
  sha256: row.sha256,
  text: row.text,
  origin: row.origin,
  change: $change,
  recorded_at: $at
})
