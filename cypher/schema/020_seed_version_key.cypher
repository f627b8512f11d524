// name: schema/020_seed_version_key
// mode: schema
// promise: one node per text of a file and change set
// params: none
CREATE CONSTRAINT seed_version_key IF NOT EXISTS
FOR (n:SeedVersion) REQUIRE n.id IS UNIQUE
