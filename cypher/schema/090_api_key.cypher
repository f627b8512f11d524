// name: schema/090_api_key
// mode: schema
// promise: no two API keys have one id
// params: none
CREATE CONSTRAINT api_key IF NOT EXISTS
FOR (n:ApiKey) REQUIRE n.id IS UNIQUE
