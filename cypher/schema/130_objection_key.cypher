// name: schema/130_objection_key
// mode: schema
// promise: at most one objection has an id
// params: none
CREATE CONSTRAINT objection_key IF NOT EXISTS
FOR (o:Objection) REQUIRE o.id IS UNIQUE
