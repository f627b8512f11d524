// name: first_load/put_terms
// mode: write
// promise: these terms of the vocabulary, to which facts may be tied already, have these properties
// params: rows LIST<MAP> (key STRING, labels LIST<STRING>, properties MAP)
// returns: key STRING, placed STRING (the id of the node)
UNWIND $rows AS row
CALL (row) {
  WITH row WHERE row.labels[0] = 'Region'
  MERGE (n:Region {code: row.properties.code})
  RETURN n
  UNION ALL
  WITH row WHERE row.labels[0] = 'Zone'
  MERGE (n:Zone {code: row.properties.code})
  RETURN n
  UNION ALL
  WITH row WHERE row.labels[0] = 'Scheme'
  MERGE (n:Scheme {code: row.properties.code})
  RETURN n
  UNION ALL
  WITH row WHERE row.labels[0] = 'CreditList'
  MERGE (n:CreditList {code: row.properties.code})
  RETURN n
}
SET n = row.properties
RETURN row.key AS key, elementId(n) AS placed
