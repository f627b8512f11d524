// name: migrations/applied
// mode: read
// promise: one record per schema file that was applied, in the order of their numbers
// params: none
// returns: number INTEGER, name STRING, sha256 STRING
MATCH (m:Migration)
WHERE m.number >= 0
RETURN m.number AS number, m.name AS name, m.sha256 AS sha256
ORDER BY number
