// name: testing/put_back
// mode: write
// promise: nodes and relations as they were read; a link's ends are places in the list of nodes
// params: nodes LIST<MAP>, links LIST<MAP>
// returns: nodes INTEGER, links INTEGER
UNWIND $nodes AS node
CREATE (n:$(node.labels))
SET n = node.properties
WITH collect(n) AS made
CALL (made) {
  UNWIND $links AS link
  WITH made[link.source] AS source, made[link.target] AS target, link
  CREATE (source)-[r:$(link.kind)]->(target)
  SET r = link.properties
  RETURN count(r) AS links
}
RETURN size(made) AS nodes, links
