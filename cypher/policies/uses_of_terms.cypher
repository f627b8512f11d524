// name: policies/uses_of_terms
// mode: read
// promise: one record per code, how many facts that stand use it as that noun; published or not
// params: terms LIST<MAP> (noun STRING, code STRING, scheme STRING,
//   place INTEGER)
// returns: place INTEGER, facts INTEGER
// allows: label-scan because it is asked only about codes that a loading would take away
UNWIND $terms AS term
CALL (term) {
  WITH term WHERE term.noun = 'region'
  MATCH (f:Registration {region: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'region'
  MATCH (f:Sync {region: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'zone'
  MATCH (f:Registration {zone: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'status'
  MATCH (f:Registration {status: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'kind'
  MATCH (f:Registration) WHERE f.retracted_by IS NULL AND term.code IN f.kinds
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun IN ['scheme', 'list']
  MATCH (f:Sync {register: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'scheme'
  MATCH (f:Rating {scheme: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'level'
  MATCH (f:Rating {scheme: term.scheme, level: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'list'
  MATCH (f:ListEntry {list: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'statement'
  MATCH (f:Statement {statement: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'commitment'
  MATCH (f:Commitment {commitment: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'violation'
  MATCH (f:Violation {violation: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'severity'
  MATCH (f:Violation {severity: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'measure'
  MATCH (f:MeasureUse {measure: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun = 'outcome'
  MATCH (f:MeasureUse {outcome: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
 UNION ALL
  WITH term WHERE term.noun IN ['measure', 'obligation']
  MATCH (f:Submission {obligation: term.code}) WHERE f.retracted_by IS NULL
  RETURN count(*) AS facts
}
WITH term, sum(facts) AS facts
RETURN term.place AS place, facts
