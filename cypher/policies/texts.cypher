// name: policies/texts
// mode: read
// promise: one record per seed file known at the instant, in the order of the paths. The first
//   version of a file counts as known from the beginning; later ones from their publication.
// params: known_at ZONED DATETIME
// returns: path STRING, sha256 STRING, text STRING
// allows: label-scan because every seed file is wanted, some tens with few versions each
CALL () {
  MATCH (c:ChangeSet) WHERE c.published_at > $known_at
  RETURN collect(c.id) + '' AS hidden
}
MATCH (v:SeedVersion)
WITH hidden, v ORDER BY v.recorded_at, v.id
WITH hidden, v.path AS path, collect(v) AS versions
WITH hidden, path, versions, versions[0] AS eldest
WITH path,
  CASE
    WHEN eldest.recorded_at > $known_at OR eldest.change IN hidden THEN eldest
    ELSE head([v IN versions WHERE
      NOT v.change IN hidden
        AND v.recorded_at <= $known_at
        AND (coalesce(v.retracted_by, '') IN hidden OR v.retracted_at > $known_at)
    ])
  END AS known
WHERE known IS NOT NULL
RETURN path, known.sha256 AS sha256, known.text AS text
ORDER BY path
