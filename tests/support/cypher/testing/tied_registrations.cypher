// name: testing/tied_registrations
// mode: read
// promise: one record per registration that is tied to the region
// params: region STRING
// returns: fact_id STRING
MATCH (:Region {code: $region})<-[:IN_REGION]-(d:Registration)
RETURN d.fact_id AS fact_id
