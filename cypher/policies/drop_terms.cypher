// name: policies/drop_terms
// mode: write
// promise: regions, zones, schemes and lists that the vocabulary no longer has are gone, unless
//   facts are tied to them
// params: codes LIST<STRING>
// allows: label-scan because the vocabulary is some hundred nodes
MATCH (t:Region|Zone|Scheme|CreditList)
WHERE NOT t.code IN $codes AND NOT EXISTS { (t)<-[:IN_REGION|IN_ZONE|ON]-() }
DETACH DELETE t
