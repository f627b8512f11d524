// name: policies/standing
// mode: read
// promise: one record per seed file as it stands: its text, the digest of it, and the folder that it
//   came from, empty where that was not recorded
// params: none
// returns: path STRING, sha256 STRING, text STRING, origin STRING
// allows: label-scan because every seed file is wanted, some tens with few versions each
MATCH (v:SeedVersion)
WHERE v.retracted_at IS NULL
RETURN v.path AS path, v.sha256 AS sha256, v.text AS text, coalesce(v.origin, '') AS origin
ORDER BY path
