// name: archive/put_registrations
// mode: write
// promise: these registrations are there, tied to their enterprises, regions and zones
// params: rows LIST<MAP> (row MAP)
UNWIND $rows AS each
MATCH (e:Enterprise {uscc: each.row.uscc})
  USING INDEX SEEK e:Enterprise(uscc)
CREATE (e)-[:DESCRIBED]->(f:Registration)
SET f = each.row
MERGE (g:Region {code: each.row.region})
CREATE (f)-[:IN_REGION]->(g)
WITH f WHERE f.zone IS NOT NULL
MERGE (z:Zone {code: f.zone})
CREATE (f)-[:IN_ZONE]->(z)
