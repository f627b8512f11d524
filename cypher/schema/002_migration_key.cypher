// name: schema/002_migration_key
// mode: schema
// promise: each schema file is recorded once
// params: none
CREATE CONSTRAINT migration_key IF NOT EXISTS
FOR (n:Migration) REQUIRE n.number IS UNIQUE
