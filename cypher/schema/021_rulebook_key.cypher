// name: schema/021_rulebook_key
// mode: schema
// promise: one node names the current version of the rules
// params: none
CREATE CONSTRAINT rulebook_key IF NOT EXISTS
FOR (n:Rulebook) REQUIRE n.id IS UNIQUE
