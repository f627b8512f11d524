// name: schema/037_seed_version_path
// mode: schema
// promise: finds the versions of a seed file
// params: none
CREATE INDEX seed_version_path IF NOT EXISTS
FOR (n:SeedVersion) ON (n.path)
