// name: schema/165_day_turn_key
// mode: schema
// promise: there is at most one record of how far the days are worked out
// params: none
CREATE CONSTRAINT day_turn_key IF NOT EXISTS
FOR (n:DayTurn) REQUIRE n.id IS UNIQUE
