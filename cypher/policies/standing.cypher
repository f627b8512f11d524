// name: policies/standing
// mode: read
// promise: one record per seed file, the digest of its text as it stands
// params: none
// returns: path STRING, sha256 STRING
// allows: label-scan because every seed file is wanted, some tens with few versions each
MATCH (v:SeedVersion)
WHERE v.retracted_at IS NULL
RETURN v.path AS path, v.sha256 AS sha256
