// name: testing/relations
// mode: read
// promise: one record per relation, its ends named by their labels and whatever identifies them
// params: none
// returns: start STRING, kind STRING, end STRING, fields MAP
// allows: label-scan because a test looks at everything
MATCH (a)-[r]->(b)
RETURN
  type(r) AS kind,
  properties(r) AS fields,
  labels(a)[0] + ' ' + toString(coalesce(
    a.fact_id, a.uscc, a.code, a.id, a.number, a.sequence, a.name)) AS start,
  labels(b)[0] + ' ' + toString(coalesce(
    b.fact_id, b.uscc, b.code, b.id, b.number, b.place, b.name)) AS end
