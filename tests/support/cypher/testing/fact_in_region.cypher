// name: testing/fact_in_region
// mode: write
// promise: a registration is tied to the region
// params: fact_id STRING, region STRING
MATCH (r:Region {code: $region})
MERGE (d:Registration {fact_id: $fact_id})
MERGE (d)-[:IN_REGION]->(r)
