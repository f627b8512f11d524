// name: testing/stage_dossiers
// mode: write
// promise: enterprises with their registrations, and facts of each of the labels, all as stated
// params: rows LIST<MAP>
UNWIND $rows AS row
MERGE (e:Enterprise {uscc: row.uscc})
FOREACH (fact IN row.registrations | CREATE (e)-[:DESCRIBED]->(d:Registration) SET d = fact)
FOREACH (fact IN row.ratings | CREATE (e)-[:HOLDS]->(r:Rating) SET r = fact)
FOREACH (fact IN row.entries | CREATE (e)-[:LISTED]->(l:ListEntry) SET l = fact)
FOREACH (fact IN row.statements | CREATE (e)-[:STATED]->(s:Statement) SET s = fact)
