// name: schema/009_credit_list_key
// mode: schema
// promise: one CreditList per code of the vocabulary
// params: none
CREATE CONSTRAINT credit_list_key IF NOT EXISTS
FOR (n:CreditList) REQUIRE n.code IS UNIQUE
