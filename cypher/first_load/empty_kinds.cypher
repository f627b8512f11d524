// name: first_load/empty_kinds
// mode: write
// promise: the kinds of these registrations are an empty list, which the importer leaves out
// params: fact_ids LIST<STRING>
UNWIND $fact_ids AS fact_id
MATCH (f:Registration {fact_id: fact_id})
  USING INDEX SEEK f:Registration(fact_id)
SET f.kinds = []
