// name: imports/reject_page
// mode: read
// promise: the page of rejects that follows the position, or no record after the last
// params: change STRING, place INTEGER, number INTEGER
// returns: place INTEGER, number INTEGER, lines LIST<STRING>
MATCH (:ChangeSet {id: $change})-[:READS]->(f)-[:REJECTED]->(p)
WHERE f.place > $place OR (f.place = $place AND p.number > $number)
RETURN f.place AS place, p.number AS number, p.lines AS lines
ORDER BY f.place, p.number
LIMIT 1
