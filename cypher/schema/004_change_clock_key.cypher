// name: schema/004_change_clock_key
// mode: schema
// promise: one clock, whose lock orders publications
// params: none
CREATE CONSTRAINT change_clock_key IF NOT EXISTS
FOR (n:ChangeClock) REQUIRE n.id IS UNIQUE
