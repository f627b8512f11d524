// name: migrations/fold_names
// mode: write
// promise: up to `batch` registrations that were recorded without a folded name have one
// params: batch INTEGER
// returns: done INTEGER
// allows: label-scan because it is run once, when the index of folded names is missing
MATCH (d:Registration) WHERE d.folded_name IS NULL
WITH d LIMIT $batch
SET d.folded_name = toLower(normalize(d.name, NFKC))
RETURN count(*) AS done
