// name: migrations/record
// mode: write
// promise: the schema files are recorded as applied, each once
// params: steps LIST<MAP> (number INTEGER, name STRING, sha256 STRING, applied_at ZONED DATETIME)
UNWIND $steps AS step
MERGE (m:Migration {number: step.number})
ON CREATE SET m.name = step.name, m.sha256 = step.sha256, m.applied_at = step.applied_at
