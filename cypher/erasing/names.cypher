// name: erasing/names
// mode: write
// promise: no registration of the enterprise has a name any more; its code stands for it
// params: uscc STRING
// returns: fact_id STRING, change STRING, retracted_by STRING or NULL
MATCH (e:Enterprise {uscc: $uscc})-[:DESCRIBED]->(f)
  USING INDEX SEEK e:Enterprise(uscc)
SET f.name = $uscc, f.folded_name = toLower($uscc), f.search_words = NULL
RETURN f.fact_id AS fact_id, f.change AS change, f.retracted_by AS retracted_by
