// name: schema/183_dead_letter_key
// mode: schema
// promise: each dead letter is one, by the id of its delivery
// params: none
CREATE CONSTRAINT dead_letter_key IF NOT EXISTS
FOR (n:DeadLetter) REQUIRE n.id IS UNIQUE
